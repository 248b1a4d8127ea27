#include "base/element_bytes.h"
#include "catalog/methods/families.h"
#include "catalog/methods/replay_settings.h"
#include "cost/layer_memory.h"
#include "cost/training_plan.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// Each of the groups that share a buffer needs a place in it; `things` says what they are.
void requirePlaces(const MethodChoice& method, std::int64_t groups, const char* things) {
    const std::int64_t places = method.settings.integer("buffer_size");
    if (places >= groups) return;
    throw method.error("buffer_size", fmt::format("expected at least {} (a sample for each of the {} {}), got {}",
                                                  groups, groups, things, places));
}

void requirePlaceATask(const MethodChoice& method) {
    requirePlaces(method, method.tasks, "tasks");
}

void requirePlaceAClass(const MethodChoice& method) {
    requirePlaces(method, method.classes, "classes");
}

MethodDemands fdrDemands(const RunSpec& run, const TrainingPlan& plan) {
    const FdrSettings settings = fdrSettings(run.method.parameters, plan.batchSize);
    MethodDemands demands = imageBuffer(settings.bufferSize, plan);
    demands.filling = BufferFilling::TasksSeen;
    demands.bufferSampleBytes += storedBytes(settings.outputs, plan.network.classes); // their probabilities
    demands.firstTaskForwardRows = std::min(plan.batchSize, demands.bufferSize);
    demands.laterTaskForwardRows = std::min(plan.batchSize, demands.bufferSize / 2);
    demands.separateRows = std::min(settings.replaySize, settings.bufferSize);
    return demands;
}

MethodInfo fdr() {
    return {.name = "fdr",
            .title = "FDR",
            .help = "A second step holds the probabilities of old samples where they were when their task ended.",
            .source = "Benjamin, Rolnick & Kording 2019, Measuring and Regularizing Networks in Function Space, "
                      "arXiv 1805.08289",
            .parameters = {bufferSizeSetting(),
                           replaySizeSetting("Samples of the second step; 0 takes as many as batch_size."),
                           numberSetting("alpha", 1.0, 0.0, std::nullopt,
                                         "Weight of the distance; 1 is what a public code does that ignores it."),
                           outputPrecision()},
            .refusals = {},
            .demands = fdrDemands,
            .rule = requirePlaceATask};
}

MethodDemands aGemDemands(const RunSpec& run, const TrainingPlan& plan) {
    const AGemSettings settings = aGemSettings(run.method.parameters, plan.batchSize);
    MethodDemands demands = imageBuffer(settings.bufferSize, plan);
    demands.filling = BufferFilling::AllTasks;
    if (settings.oneBatchATask) demands.bufferSize = std::min(demands.bufferSize, plan.tasks * plan.batchSize);
    demands.referenceRows = std::min(settings.replaySize, settings.bufferSize);
    demands.wholeGradient = true;
    demands.paperHeld = 1; // the gradient that is compared with
    return demands;
}

MethodInfo aGem() {
    return {.name = "a-gem",
            .title = "A-GEM",
            .help = "Takes out of a gradient what would raise the loss on old samples; needs all gradients at once.",
            .source = "Chaudhry et al. 2019, Efficient Lifelong Learning with A-GEM, arXiv 1812.00420",
            .parameters = {bufferSizeSetting(),
                           replaySizeSetting(
                               "Samples that give the gradient to compare with; 0 takes as many as batch_size."),
                           choiceSetting("filling", "share", {"share", "batch"},
                                         "What a task leaves in the buffer: its share of it, or one batch at most, as "
                                         "in a public code.",
                                         "the paper")},
            .refusals = {},
            .demands = aGemDemands,
            .rule = requirePlaceATask};
}

MethodDemands gdumbDemands(const RunSpec& run, const TrainingPlan& plan) {
    const GDumbSettings settings = gDumbSettings(run.method.parameters, plan.batchSize);
    MethodDemands demands = imageBuffer(settings.bufferSize, plan);
    demands.trainsOnStream = false;
    demands.fitEpochs = settings.fitEpochs;
    demands.fitRows = std::min(settings.replaySize, settings.bufferSize);
    demands.fitsLastOnly = settings.lastTaskOnly;
    if (startsPretrained(run)) demands.stateBytes = weightBytes(plan.network);
    return demands;
}

void requireFallingRate(const MethodChoice& method) {
    const double most = method.settings.number("max_learning_rate");
    const double least = method.settings.number("min_learning_rate");
    if (least <= most) return;
    throw method.error("min_learning_rate",
                       fmt::format("expected at most max_learning_rate ({}), got {}", most, least));
}

MethodInfo gdumb() {
    return {.name = "gdumb",
            .title = "GDumb",
            .help = "Fills a class-balanced buffer from the stream and trains a new network on the buffer alone.",
            .source = "Prabhu, Torr & Dokania 2020, GDumb: A Simple Approach that Questions Our Progress in Continual "
                      "Learning, ECCV",
            .parameters = {bufferSizeSetting(),
                           replaySizeSetting("Samples of one step on the buffer; 0 takes as many as batch_size."),
                           integerSetting("fit_epochs", 256, 1, 100'000, "Passes over the buffer.", "a public code"),
                           numberSetting("max_learning_rate", 0.05, 1e-8, 100.0,
                                         "Learning rate at the start of each cosine cycle on the buffer.", "the paper"),
                           numberSetting("min_learning_rate", 0.0005, 0.0, 100.0,
                                         "Learning rate that the cosine cycles fall to.", "the paper"),
                           choiceSetting("fit", "every-task", {"every-task", "last-task"},
                                         "When the network is trained on the buffer.")},
            .refusals = {},
            .demands = gdumbDemands,
            .rule = requireFallingRate};
}

/// Of the largest class, where the classes of a task are equally large.
std::int64_t classSamples(const TrainingPlan& plan) {
    std::int64_t samples = 0;
    for (const TaskSamples& task : plan.samples)
        samples = std::max(samples, (task.stream + task.classes - 1) / task.classes);
    return samples;
}

/// The features of a class's samples, which herding chooses from, and their indices.
std::int64_t herdingBytes(const TrainingPlan& plan) {
    std::int64_t features = 0;
    for (const LayerSpec& layer : plan.network.layers())
        if (layer.kind == LayerKind::Linear) features = layer.input.elements();
    return classSamples(plan) * (kFloatBytes * features + kLabelBytes);
}

/// The old network joins the present one; while the copy that follows it is made, there are both.
MethodDemands icarlDemands(const RunSpec& run, const TrainingPlan& plan) {
    const ICarlSettings settings = iCarlSettings(run.method.parameters, plan.batchSize);
    MethodDemands demands = imageBuffer(settings.bufferSize, plan);
    demands.filling = BufferFilling::ClassesSeen;
    demands.replaysAll = settings.rehearsal == ICarlSettings::Rehearsal::Union;
    if (!demands.replaysAll) demands.replayRows = std::min(settings.replaySize, settings.bufferSize);
    demands.laterStateBytes = weightBytes(plan.network);
    demands.firstTaskEndBytes = demands.laterTaskEndBytes = weightBytes(plan.network);
    demands.firstTaskForwardRows = demands.laterTaskForwardRows = std::min(plan.batchSize, classSamples(plan));
    demands.forwardHeldBytes = herdingBytes(plan);
    demands.oldNetworkForwards = true;
    demands.paperHeld = 1; // the old network
    return demands;
}

MethodInfo icarl() {
    const std::string refusal =
        "expected scenario.kind class-incremental or task-incremental: iCaRL keeps exemplars of "
        "classes that each come in one task";
    return {
        .name = "icarl",
        .title = "iCaRL",
        .help = "Classifies by the nearest mean of exemplars' features; old outputs are distilled.",
        .source = "Rebuffi et al. 2017, iCaRL: Incremental Classifier and Representation Learning, arXiv 1611.07725",
        .parameters = {bufferSizeSetting(),
                       choiceSetting("rehearsal", "union", {"union", "draw"},
                                     "Exemplars in training: each once an epoch, as if they belonged to the task's "
                                     "data, or a random draw of replay_size beside every batch.",
                                     "the paper"),
                       replaySizeSetting("Exemplars drawn in each step with rehearsal = \"draw\"; 0 draws as many as "
                                         "batch_size."),
                       flagSetting("normalise", true,
                                   "Feature vectors and their means have length 1, as in the paper.")},
        .refusals = {{"domain-incremental", refusal}},
        .demands = icarlDemands,
        .rule = requirePlaceAClass,
        .needsEveryTask = "it classifies by exemplars of every class"};
}

} // namespace

std::vector<MethodInfo> sharedBufferMethods() {
    return {fdr(), aGem(), gdumb(), icarl()};
}

} // namespace lightcl
