package org.ar1.integration.insight;

/**
 * What makes the other insights doubtful. The reasons are the content.
 *
 * @param heading what every insight states
 */
public record DataHealth(Heading heading) implements Insight {}
