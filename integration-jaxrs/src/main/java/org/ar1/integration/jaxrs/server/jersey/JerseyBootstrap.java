package org.ar1.integration.jaxrs.server.jersey;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ar1.integration.jaxrs.answer.Answers;

/**
 * The JAX-RS application that is being made, on a thread of its own: Jersey takes longer to begin than all the rest of
 * a server together, which goes on meanwhile.
 */
public final class JerseyBootstrap implements AutoCloseable {

    private final CompletableFuture<Answers> answers = new CompletableFuture<>();
    private final CompletableFuture<JerseyHandler> handler = new CompletableFuture<>();

    private JerseyBootstrap() {}

    /**
     * Begins.
     *
     * @param learners whether the report of a learner is answered
     * @throws IllegalStateException when parts of Jersey are missing
     */
    public static JerseyBootstrap start(boolean learners) {
        JerseyParts.require();
        JerseyBootstrap beginning = new JerseyBootstrap();
        Thread thread = new Thread(() -> beginning.make(learners), "integration-server-begin");
        thread.setDaemon(true);
        thread.start();
        return beginning;
    }

    private void make(boolean learners) {
        try {
            handler.complete(new JerseyHandler(answers::join, learners));
        } catch (Throwable e) {
            handler.completeExceptionally(e);
        }
    }

    /** Waits until the application is there, which gives these answers. */
    public JerseyHandler end(Answers given) {
        answers.complete(given);
        try {
            return handler.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Ends the application of a server that could not start. */
    @Override
    public void close() {
        handler.thenAccept(JerseyHandler::close);
    }
}
