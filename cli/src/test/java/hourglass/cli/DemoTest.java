package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoTest {
    /// What the demo claims to show, read off what it prints. Measured: 0.00545 beside 0.01116 of PCA; of noise of
    /// 0.1211
    /// the denoising autoencoder leaves 0.0204, PCA 0.0405, the plain autoencoder 0.0806. Bars are a tenth above.
    @Test
    void theAutoencoderBeatsPcaAndTheDenoiserBeatsBoth() {
        Commands.Result result = Commands.run("demo");
        assertThat(result.code()).isZero();
        String shown = result.output();
        assertThat(number(shown, "this autoencoder +\\S+ +(\\S+)"))
                .isLessThan(1.1 * 0.488 * number(shown, "PCA, 16 components +- +(\\S+)"));
        double denoised = number(shown, "the denoising autoencoder +(\\S+)");
        assertThat(denoised).isLessThan(1.1 * 0.503 * number(shown, "    PCA, 16 components +(\\S+)\\R"));
        assertThat(denoised).isLessThan(1.1 * 0.253 * number(shown, "the plain autoencoder +(\\S+)"));
        assertThat(denoised).isLessThan(1.1 * 0.168 * number(shown, "the noisy digits themselves +(\\S+)"));
        assertThat(shown).contains("unseen digits", "rebuilt from 16 numbers", "noisy", "denoised");
        assertThat(shown.lines().filter(line -> line.contains("██")).count()).isGreaterThanOrEqualTo(24);
    }

    private static double number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
