package org.ar1.integration.jaxrs.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand for an origin whose pages may read: {@code *}, or the text that a browser sends as {@code Origin}.
 * Origins are compared as text, so that one which browsers write in another way would never match.
 */
public final class CorsOrigin {

    static final String ANY = "*";

    private static final Pattern ORIGIN = Pattern.compile(
            "(https?)://(?<host>[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[(?<address>[0-9a-f:.]+)])(?::(?<port>[0-9]+))?");
    /** Browsers read such a host as an IPv4 address, whatever its form. */
    private static final Pattern NUMBER_AT_THE_END = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    private static final Pattern FOUR_OCTETS = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final int LARGEST_PORT = 65_535;

    private CorsOrigin() {}

    /** What it must be instead, if no browser sends it. */
    public static Optional<String> expected(String origin) {
        if (origin.equals(ANY)) {
            return Optional.empty();
        }
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            return Optional.of("* or origins in lower case without a path, such as https://dashboard.example");
        }
        String port = parts.group("port");
        if (port != null) {
            if (port.length() > 5 || Integer.parseInt(port) > LARGEST_PORT || port.startsWith("0")) {
                return Optional.of("an origin with a port from 1 to 65535, without leading zeros");
            }
            if (port.equals(parts.group(1).equals("https") ? "443" : "80")) {
                return Optional.of(as(origin.substring(0, origin.lastIndexOf(':')))
                        + ": browsers leave out the port that is the scheme's own");
            }
        }
        String address = parts.group("address");
        if (address != null) {
            return ofAddress(origin, address);
        }
        String host = parts.group("host");
        return NUMBER_AT_THE_END.matcher(host).matches()
                        && !FOUR_OCTETS.matcher(host).matches()
                ? Optional.of(
                        "an origin with a host name, or an IPv4 address as four numbers from 0 to 255, which is how"
                                + " browsers write it")
                : Optional.empty();
    }

    private static Optional<String> ofAddress(String origin, String address) {
        String shortest;
        try {
            InetAddress parsed = InetAddress.getByName("[" + address + "]"); // no name: nothing is looked up
            shortest = parsed.getAddress().length == 16 ? shortest(parsed.getAddress()) : "";
        } catch (UnknownHostException e) {
            return Optional.of("an origin with an IPv6 address such as http://[::1]:3000");
        }
        if (shortest.isEmpty()) {
            return Optional.of("an origin with the IPv4 address itself in place of " + address);
        }
        return shortest.equals(address)
                ? Optional.empty()
                : Optional.of(as(origin.replace("[" + address + "]", "[" + shortest + "]"))
                        + ": browsers write the address so");
    }

    private static String as(String origin) {
        return "written as " + origin;
    }

    /** The form of RFC 5952: hexadecimal without leading zeros, the first of the longest runs of zeros left out. */
    private static String shortest(byte[] address) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < address.length; i += 2) {
            int group = ((address[i] & 0xff) << 8) | (address[i + 1] & 0xff);
            groups.append(i == 0 ? "" : ":").append(Integer.toHexString(group).toLowerCase(Locale.ROOT));
        }
        Matcher zeros = Pattern.compile("(?<![^:])0(:0)+(?![^:])").matcher(groups);
        int start = -1;
        int end = -1;
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > end - start) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        if (start < 0) {
            return groups.toString();
        }
        String before = groups.substring(0, start).replaceAll(":$", "");
        String after = groups.substring(end).replaceAll("^:", "");
        return before + "::" + after;
    }
}
