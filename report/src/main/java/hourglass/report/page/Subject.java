package hourglass.report.page;

import hourglass.report.Evaluation;
import hourglass.train.EpochResult;
import java.util.List;
import java.util.Optional;

/// What a report says that rows and model alone do not tell.
///
/// @param title of the page
/// @param facts name and text of each: what was trained on what
/// @param commands what each does, and the command itself, ready to be typed
/// @param notes what to know before believing anything
/// @param evaluation at the end of training, if it has just been
/// @param seeds what the same training came to with other seeds, if it was asked for
/// @param history of training, if it has just been; otherwise empty
/// @param bestEpoch whose weights were kept, from 1
public record Subject(
        String title,
        List<Fact> facts,
        List<Fact> commands,
        List<String> notes,
        Optional<Evaluation> evaluation,
        List<Seeded> seeds,
        List<EpochResult> history,
        int bestEpoch) {
    /// A name and what there is to say under it.
    public record Fact(String name, String text) {}

    /// What a training came to with a seed.
    public record Seeded(long seed, Evaluation evaluation) {}

    public Subject {
        seeds = List.copyOf(seeds);
        facts = List.copyOf(facts);
        commands = List.copyOf(commands);
        notes = List.copyOf(notes);
        history = List.copyOf(history);
    }
}
