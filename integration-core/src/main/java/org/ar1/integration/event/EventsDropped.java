package org.ar1.integration.event;

/**
 * Events were lost.
 *
 * @param count how many, since this was told last
 */
public record EventsDropped(long count) {}
