package org.ar1.integration.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A cache that several replicas of an application share: bytes under a string, each with a time to live.
 *
 * <p>It is the second level: a replica reads it when its own {@link IntegrationCache} has no fresh value. The cache
 * does not interpret the bytes.
 *
 * <p><b>Asynchronous.</b> No method blocks its caller: an implementation waits for a network or a lock in another
 * thread, and completes the stage there. A stage completes with its result or exceptionally, in any thread; actions
 * that depend on a stage must be short. An implementation with more calls under way than it can serve fails further
 * calls and does not queue them without bound.
 *
 * <p><b>Faults.</b> An implementation may be slow, may fail and may forget anything at any time. For its reader a stage
 * that fails or comes too late is a miss, and a write that fails counts as not made. Callers set their own time limits.
 * A caller that completes a stage itself, for example by cancelling it, abandons the call, which may or may not take
 * effect.
 *
 * <p><b>Order.</b> Every call that starts after a stage has completed sees what that stage put or removed, in any
 * replica. Calls under way at the same time take effect in any order, also when one thread made them.
 *
 * <p><b>Time to live.</b> It begins when the call is made or when the cache stores the value. It may be rounded up to
 * the resolution of the cache's clock. A time that is longer than the cache can represent means that the value never
 * expires. After its end the value is absent for every method, as if it had never been put. If the clocks of the
 * replicas decide, the replicas may disagree about that moment by as much as their clocks differ.
 *
 * <p><b>Arrays.</b> Neither side changes an array that it has passed or received: not the caller after a call, not the
 * implementation, not the reader of a result of {@link #get}. No copies are necessary.
 *
 * <p><b>Arguments.</b> Keys are any text that is not empty, up to a few thousand characters; values are any bytes,
 * including none, up to a few MiB. A null throws {@link NullPointerException}, a time to live that is not positive
 * {@link IllegalArgumentException}, both in the caller's thread.
 *
 * <p>Implementations are called from several threads. This library never closes a cache; the application that
 * created it closes it.
 */
public interface SharedCache {

    /**
     * Looks a value up.
     *
     * @param key the key
     * @return a stage with the value, or empty when there is none
     */
    CompletionStage<Optional<byte[]>> get(String key);

    /**
     * Puts a value, in place of an older one and its time to live.
     *
     * @param key the key
     * @param value the value
     * @param timeToLive how long it is kept; positive
     * @return a stage that completes when the value is there
     */
    CompletionStage<Void> put(String key, byte[] value, Duration timeToLive);

    /**
     * Puts a value unless there is one. Of any number of calls for a key without a value, in any replicas, exactly
     * one puts its value; the others leave value and time to live as they are. A call that failed may have put its
     * value.
     *
     * @param key the key
     * @param value the value
     * @param timeToLive how long it is kept; positive
     * @return a stage with true when this call put its value, false when there was one
     */
    CompletionStage<Boolean> putIfAbsent(String key, byte[] value, Duration timeToLive);

    /**
     * Removes a value, if there is one.
     *
     * @param key the key
     * @return a stage that completes when there is none
     */
    CompletionStage<Void> remove(String key);
}
