package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoTest {
    /// What the demo claims to show, read off what it prints.
    @Test
    void theAutoencoderBeatsPcaAndTheDenoiserBeatsBoth() {
        Commands.Result result = Commands.run("demo");
        assertThat(result.code()).isZero();
        String shown = result.output();
        assertThat(number(shown, "this autoencoder +\\S+ +(\\S+)"))
                .isLessThan(0.6 * number(shown, "PCA, 16 components +- +(\\S+)"));
        double denoised = number(shown, "the denoising autoencoder +(\\S+)");
        assertThat(denoised).isLessThan(0.7 * number(shown, "    PCA, 16 components +(\\S+)\\R"));
        assertThat(denoised).isLessThan(0.5 * number(shown, "the plain autoencoder +(\\S+)"));
        assertThat(denoised).isLessThan(0.3 * number(shown, "the noisy digits themselves +(\\S+)"));
        assertThat(shown).contains("unseen digits", "rebuilt from 16 numbers", "noisy", "denoised");
        assertThat(shown.lines().filter(line -> line.contains("██")).count()).isGreaterThanOrEqualTo(24);
    }

    private static double number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
