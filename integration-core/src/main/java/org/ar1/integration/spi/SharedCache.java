package org.ar1.integration.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A cache that several replicas of an application share: bytes under a string, each with a time to live.
 *
 * <p>It is the second level, asked when a replica's own {@link IntegrationCache} has nothing fresh. What the bytes mean
 * is the reader's business.
 *
 * <p><b>Asynchronous.</b> No method blocks its caller: what has to wait for a network or a lock does so in another
 * thread, and the stage completes there. A stage completes with its result or exceptionally, in any thread; what hangs on
 * it must be short. An implementation that has more calls under way than it can serve fails further ones rather than
 * keep them without bound.
 *
 * <p><b>Faults.</b> An implementation may be slow, may fail and may forget anything at any time. For its reader a stage
 * that fails or comes too late is a miss, and a write that fails is one that did not take place; whoever cannot wait
 * sets a limit of its own. A stage that its reader has completed, by cancelling it for instance, is a call given up: it
 * may or may not take effect.
 *
 * <p><b>Order.</b> What a completed stage put or removed is seen by every call that starts afterwards, in any replica.
 * Calls under way at the same time take effect in any order, also when one thread made them.
 *
 * <p><b>Time to live.</b> It begins when the call is made or when the cache takes the value in. It may be rounded up to
 * the resolution of the cache's clock; one that is longer than the cache can reckon stands for ever. From its end on the
 * value is absent for every method, as if it had never been put. Where the replicas' own clocks decide, they may
 * disagree about that moment by as much as the clocks do.
 *
 * <p><b>Arrays.</b> Once it is handed over, neither side changes an array: not the caller after a call, not the
 * implementation, not the reader of what {@link #get} gives. So nobody needs to copy.
 *
 * <p><b>Arguments.</b> Keys are any text that is not empty, up to a few thousand characters; values are any bytes,
 * including none, up to a few MiB. A null throws {@link NullPointerException}, a time to live that is not positive
 * {@link IllegalArgumentException}, both in the caller's thread.
 *
 * <p>Implementations are called from several threads. Nothing here closes a cache: whoever brings it closes it.
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
     * Puts a value unless there is one. Of any number of calls for a key without a value, in whatever replicas, exactly
     * one puts its own; the others leave value and time to live as they are. A call that failed may have put its value.
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
