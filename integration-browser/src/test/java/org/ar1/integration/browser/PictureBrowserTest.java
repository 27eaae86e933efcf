package org.ar1.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The picture of the page in the README; {@code -Dpicture.write=true} writes it anew. */
class PictureBrowserTest {

    private static final int MOST_BYTES = 120 * 1024;
    private static final Path DOCS = Path.of("..", "docs");
    private static final String NAME = "dashboard.png";

    @Test
    void thePictureOfTheReadmeIsSmallAndThere() throws Exception {
        try (DemoPage demo = DemoPage.start(Map.of())) {
            demo.browser().size(1400, 780);
            demo.browser().open(demo.service().page(""));
            byte[] picture = Palette.reduced(demo.browser().picture());

            assertThat(picture.length).isBetween(10_000, MOST_BYTES);
            if (Boolean.getBoolean("picture.write")) {
                Files.write(DOCS.resolve(NAME), picture);
            }
        }

        assertThat(Files.size(DOCS.resolve(NAME))).isBetween(10_000L, (long) MOST_BYTES);
        assertThat(Files.readString(DOCS.resolveSibling("README.md"))).contains("(docs/" + NAME + ")");
    }
}
