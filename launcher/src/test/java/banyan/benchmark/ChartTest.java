package banyan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The chart of {@code bench/run --svg} draws each number to the scale of its group. */
class ChartTest {
    private static final String NUMBERS = """
            Reads: µs\tKoa\t40
            Reads: µs\tBanyan, Java 25\t10
            Start: ms\tSpring <Boot>\t1500
            Start: ms\tBanyan, Java 25\t750
            """;

    @TempDir
    private Path folder;

    @Test
    void drawsABarForEachNumber() throws Exception {
        var bars = elements(chart(), "rect");
        assertThat(bars)
                .extracting(bar -> bar.getAttribute("class"))
                .containsExactly("other", "banyan", "other", "banyan");
        assertThat(bars)
                .extracting(bar -> Double.parseDouble(bar.getAttribute("width")))
                .containsExactly(330.0, 82.5, 330.0, 165.0);
    }

    @Test
    void saysEachNumberInItsDescription() throws Exception {
        var chart = chart();
        assertThat(elements(chart, "desc").get(0).getTextContent())
                .contains("Reads: µs: Koa 40.0; Banyan, Java 25 10.0.")
                .contains("Start: ms: Spring <Boot> 1500; Banyan, Java 25 750.");
        assertThat(chart.getDocumentElement().getAttribute("aria-labelledby")).isEqualTo("title description");
    }

    private Document chart() throws Exception {
        var awk = Script.run(folder, NUMBERS, "awk", "-f", "lib/chart.awk");
        assertThat(awk.exitCode()).as(awk.output()).isZero();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(awk.output())));
    }

    private static List<Element> elements(Document chart, String name) {
        var nodes = chart.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }
}
