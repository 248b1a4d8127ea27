#include "catalog/entries.h"
#include "catalog/method_entries.h"

namespace lightcl {

namespace {

ParameterInfo bufferSize() {
    return integerSetting("buffer_size", 200, 1, 10'000'000, "Samples that the buffer keeps.");
}

ParameterInfo replaySize(std::string help = "Samples replayed in each step; 0 replays as many as batch_size.") {
    return integerSetting("replay_size", 0, 0, 65'536, std::move(help));
}

MethodInfo er() {
    return {.name = "er",
            .title = "ER",
            .help = "Experience replay: old samples from a reservoir buffer are trained on beside every batch.",
            .source = "Chaudhry et al. 2019, On Tiny Episodic Memories in Continual Learning, arXiv 1902.10486",
            .parameters = {bufferSize(), replaySize()},
            .refusals = {}};
}

constexpr auto kDarkExperience =
    "Buzzega et al. 2020, Dark Experience for General Continual Learning: a Strong, Simple "
    "Baseline, arXiv 2004.07211";

ParameterInfo logitWeight(double value) {
    return numberSetting("alpha", value, 0.0, std::nullopt, "Weight of the distance between old and present logits.",
                         "the paper's choice for Split CIFAR-10 with 200 samples");
}

MethodInfo der() {
    return {.name = "der",
            .title = "DER",
            .help = "Dark experience replay: replayed samples keep the logits that they had when they were stored.",
            .source = kDarkExperience,
            .parameters = {bufferSize(), replaySize(), logitWeight(0.3), outputPrecision()},
            .refusals = {}};
}

MethodInfo derPlusPlus() {
    return {.name = "der++",
            .title = "DER++",
            .help = "DER, and a second draw from the buffer that is trained on with its labels.",
            .source = kDarkExperience,
            .parameters = {bufferSize(),
                           replaySize("Samples of each of the two draws in a step; 0 draws as many as batch_size."),
                           logitWeight(0.1),
                           numberSetting("beta", 0.5, 0.0, std::nullopt,
                                         "Weight of the second draw's cross-entropy; 0 is DER.",
                                         "the paper's choice for Split CIFAR-10 with 200 samples"),
                           outputPrecision()},
            .refusals = {}};
}

MethodInfo erAce() {
    return {.name = "er-ace",
            .title = "ER-ACE",
            .help = "ER whose loss on the stream leaves the outputs of classes alone that are not in the batch.",
            .source = "Caccia et al. 2022, New Insights on Reducing Abrupt Representation Change in Online Continual "
                      "Learning, arXiv 2104.05025",
            .parameters = {bufferSize(), replaySize(),
                           choiceSetting("outputs", "paper", {"paper", "authors-code"},
                                         "Outputs in the losses: as in the paper, or as in its authors' code, which "
                                         "trains the first task plainly and lets classes to come take part.",
                                         "the paper")},
            .refusals = {}};
}

MethodInfo fdr() {
    return {.name = "fdr",
            .title = "FDR",
            .help = "A second step holds the probabilities of old samples where they were when their task ended.",
            .source = "Benjamin, Rolnick & Kording 2019, Measuring and Regularizing Networks in Function Space, "
                      "arXiv 1805.08289",
            .parameters = {bufferSize(), replaySize("Samples of the second step; 0 takes as many as batch_size."),
                           numberSetting("alpha", 1.0, 0.0, std::nullopt,
                                         "Weight of the distance; 1 is what a public code does that ignores it."),
                           outputPrecision()},
            .refusals = {}};
}

MethodInfo aGem() {
    return {.name = "a-gem",
            .title = "A-GEM",
            .help = "Takes out of a gradient what would raise the loss on old samples; needs all gradients at once.",
            .source = "Chaudhry et al. 2019, Efficient Lifelong Learning with A-GEM, arXiv 1812.00420",
            .parameters = {bufferSize(),
                           replaySize("Samples that give the gradient to compare with; 0 takes as many as batch_size."),
                           choiceSetting("filling", "share", {"share", "batch"},
                                         "What a task leaves in the buffer: its share of it, or one batch at most, as "
                                         "in a public code.",
                                         "the paper")},
            .refusals = {}};
}

MethodInfo gdumb() {
    return {.name = "gdumb",
            .title = "GDumb",
            .help = "Fills a class-balanced buffer from the stream and trains a new network on the buffer alone.",
            .source = "Prabhu, Torr & Dokania 2020, GDumb: A Simple Approach that Questions Our Progress in Continual "
                      "Learning, ECCV",
            .parameters = {bufferSize(),
                           replaySize("Samples of one step on the buffer; 0 takes as many as batch_size."),
                           integerSetting("fit_epochs", 256, 1, 100'000, "Passes over the buffer.", "a public code"),
                           numberSetting("max_learning_rate", 0.05, 1e-8, 100.0,
                                         "Learning rate at the start of each cosine cycle on the buffer.", "the paper"),
                           numberSetting("min_learning_rate", 0.0005, 0.0, 100.0,
                                         "Learning rate that the cosine cycles fall to.", "the paper"),
                           choiceSetting("fit", "every-task", {"every-task", "last-task"},
                                         "When the network is trained on the buffer.")},
            .refusals = {}};
}

MethodInfo icarl() {
    const std::string refusal =
        "expected scenario.kind class-incremental or task-incremental: iCaRL keeps exemplars of "
        "classes that each come in one task";
    return {.name = "icarl",
            .title = "iCaRL",
            .help = "Classifies by the nearest mean of exemplars' features; old outputs are distilled.",
            .source =
                "Rebuffi et al. 2017, iCaRL: Incremental Classifier and Representation Learning, arXiv 1611.07725",
            .parameters = {bufferSize(),
                           choiceSetting("rehearsal", "union", {"union", "draw"},
                                         "Exemplars in training: each once an epoch, as if they belonged to the task's "
                                         "data, or a random draw of replay_size beside every batch.",
                                         "the paper"),
                           replaySize("Exemplars drawn in each step with rehearsal = \"draw\"; 0 draws as many as "
                                      "batch_size."),
                           flagSetting("normalise", true,
                                       "Feature vectors and their means have length 1, as in the paper.")},
            .refusals = {{"domain-incremental", refusal}}};
}

} // namespace

ParameterInfo outputPrecision() {
    return choiceSetting("output_precision", "float32", {"float32", "float16"},
                         "How the buffer keeps the network's outputs; float16 takes half the bytes.");
}

std::vector<MethodInfo> replayMethods() {
    return {er(), der(), derPlusPlus(), erAce(), fdr(), aGem(), gdumb(), icarl()};
}

} // namespace lightcl
