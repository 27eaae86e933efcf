package org.ar1.integration.upstream;

/**
 * A lab stands on a server, as Resource Allocation knows it. One lab may stand on several.
 *
 * @param labName the lab's name, verbatim
 * @param serverId the server's number
 */
public record Allocation(String labName, long serverId) {}
