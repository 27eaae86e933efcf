package org.ar1.integration.jaxrs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.ar1.integration.jaxrs.http.Problem;

/** What holds of every answer, whatever was asked and however the services are. */
final class FuzzProperties {

    /** What the JDK's server answers by itself, which nothing of ours comes to see. */
    private static final Pattern JDK_ANSWER =
            Pattern.compile("<h1>(400 Bad Request|404 Not Found|501 Not Implemented)</h1>.{0,200}", Pattern.DOTALL);

    /** Paths that the server answers besides those of the document. */
    private static final Pattern UNDOCUMENTED = Pattern.compile("/(docs|dashboard|health|metrics)(/.*)?");

    private static final Pattern HARMLESS_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final List<String> CODE = List.of(
            "org.ar1", "java.", "javax.", "jakarta.", "jersey", "glassfish", "jackson", "Exception", "\tat ", ".java:");

    private final ApiDescription description;
    private final boolean steady;
    private final List<String> secrets = new ArrayList<>();
    private final Map<String, Set<Integer>> judged = new TreeMap<>();

    FuzzProperties(ApiDescription description, FuzzWorld world) {
        this.description = description;
        this.steady = world.isSteady();
        secrets.addAll(world.addresses());
        secrets.addAll(List.of(FuzzWorld.UPSTREAM_TEXT, "ECONNREFUSED", "Sign in to continue"));
        secrets.add(Path.of("").toAbsolutePath().toString());
        secrets.add(System.getProperty("java.home"));
        secrets.add(System.getProperty("user.home") + "/");
    }

    /** What is wrong with an answer; null stands for none. */
    List<String> faults(FuzzRequest request, RawAnswer answer) {
        List<String> faults = new ArrayList<>();
        if (answer == null) {
            if (!request.isTooLarge() && !request.isOpaque()) {
                faults.add("no answer");
            }
            return faults;
        }
        if (request.isRefusedByJdk() && isOfJdk(answer)) {
            return faults;
        }
        try {
            String text = answer.text();
            status(request, answer, faults);
            requestId(request, answer, faults);
            leaks(request, answer, text, faults);
            if (answer.isCompressed() && !request.accepts("gzip")) {
                faults.add("compressed for somebody who does not accept that");
            }
            described(request, answer, text, faults);
        } catch (IOException e) {
            faults.add("unreadable content: " + e);
        }
        return faults;
    }

    /** What is different between the answers to HEAD and GET that should not be. */
    List<String> differences(FuzzRequest request, RawAnswer head, RawAnswer get) {
        boolean same = steady && !request.path().orElse("").matches("/(metrics|health)/?");
        List<String> differences = new ArrayList<>();
        if (head.status() != get.status()) {
            differences.add("HEAD is answered " + head.status() + ", GET " + get.status());
        }
        Set<String> names = new HashSet<>(get.headers().keySet());
        names.addAll(head.headers().keySet());
        for (String name : names) {
            boolean framing = name.equals("content-length") || name.equals("transfer-encoding");
            boolean varies = name.matches("date|x-request-id|age|retry-after")
                    || (!same && name.matches("etag|cache-status|content-length"));
            String ofHead = String.valueOf(head.headers().get(name));
            String ofGet = String.valueOf(get.headers().get(name));
            boolean left = framing && !head.headers().containsKey(name);
            if (!varies && !left && !ofHead.equals(ofGet)) {
                differences.add(name + " of HEAD is " + ofHead + ", of GET " + ofGet);
            }
        }
        return differences;
    }

    private static boolean isOfJdk(RawAnswer answer) {
        return (answer.body().isEmpty() && "close".equals(answer.first("Connection")))
                || JDK_ANSWER.matcher(answer.body()).matches();
    }

    private static void status(FuzzRequest request, RawAnswer answer, List<String> faults) {
        int refusal = request.refusal().orElse(0);
        if (refusal != 0 && answer.status() != refusal) {
            faults.add("status " + answer.status() + " instead of " + refusal);
        }
        if (answer.status() >= 500 && answer.status() != 503 && answer.status() != refusal) {
            faults.add("status " + answer.status());
        }
        if (answer.status() == 503 && answer.first("Retry-After") == null) {
            faults.add("503 without Retry-After");
        }
    }

    private static void requestId(FuzzRequest request, RawAnswer answer, List<String> faults) {
        String id = answer.first("X-Request-Id");
        List<String> asked = request.values("X-Request-Id");
        if (id == null || !HARMLESS_ID.matcher(id).matches()) {
            faults.add("request id " + id);
        } else if (!asked.isEmpty() && HARMLESS_ID.matcher(asked.get(0)).matches() && !asked.contains(id)) {
            faults.add("request id " + id + " although " + asked + " was sent");
        }
    }

    private void leaks(FuzzRequest request, RawAnswer answer, String text, List<String> faults) {
        String path = request.path().orElse("");
        String all = answer.headers() + "\n" + text;
        for (String secret : secrets) {
            if (all.contains(secret)) {
                faults.add("leaks " + secret);
            }
        }
        if (!path.startsWith("/docs")
                && !path.startsWith("/dashboard")) { // a whole library of JavaScript, with words of its own
            for (String word : CODE) {
                if (all.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
                    faults.add("leaks " + word);
                }
            }
        }
        if (answer.first("X-Injected") != null) {
            faults.add("a header of the caller's making");
        }
    }

    private void described(FuzzRequest request, RawAnswer answer, String text, List<String> faults) {
        if (request.refusal().isPresent()) {
            if (!Problem.MEDIA_TYPE.equals(answer.first("Content-Type"))) {
                faults.add("no problem");
            }
            return;
        }
        String path = request.path().orElse("").replaceFirst("^(/integration/.+)/$", "$1"); // the same to JAX-RS
        if (request.method().equals("OPTIONS") && answer.status() < 300) {
            if (answer.first("Allow") == null) {
                faults.add("OPTIONS without Allow");
            }
            return;
        }
        if (UNDOCUMENTED.matcher(path).matches() && !description.hasPath(path)) {
            if (!Set.of(200, 304, 308, 400, 401, 404, 405, 406, 412, 503).contains(answer.status())) {
                faults.add("status " + answer.status());
            }
            return;
        }
        Set<Integer> known = judged.computeIfAbsent(
                path + " " + answer.status() + answer.first("Content-Type"), kind -> new HashSet<>());
        String content = known.contains(text.hashCode()) ? "" : text;
        try {
            description.assertDescribes(request.method(), path, answer.status(), answer.endToEnd(), content);
            known.add(text.hashCode());
        } catch (AssertionError e) {
            faults.add("not as described: " + e.getMessage());
        }
    }
}
