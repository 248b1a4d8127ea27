#include "catalog/entries.h"

namespace lightcl {

std::vector<ParameterInfo> scenarioEntries(const std::vector<DatasetInfo>& datasets) {
    std::vector<std::string> names;
    names.reserve(datasets.size());
    for (const auto& dataset : datasets) names.push_back(dataset.name);
    return {
        choiceSetting("kind", "class-incremental", {"class-incremental", "task-incremental", "domain-incremental"},
                      "What is asked at test time: the class among all seen so far, or among the task's own; or, "
                      "domain-incremental, the same classes, which look otherwise in every task."),
        choiceSetting("dataset", "", names, "The data set whose classes are split into tasks."),
        pathSetting("data_path", "Folder of the data set's files; empty: its usual folders."),
        integerSetting("image_size", 32, 8, 512,
                       "Sides in pixels that an image folder's images are brought to; other data sets have their own.")
            .when("dataset", {"image-folder"}),
        choiceSetting("image_fit", "stretch", {"stretch", "crop", "pad"},
                      "How an image folder's images become squares: stretch distorts them, crop takes the square in "
                      "the middle, pad adds black margins.")
            .when("dataset", {"image-folder"}),
        choiceSetting("image_rotation", "exif", {"exif", "none"},
                      "exif turns an image folder's images as the camera noted in them; none leaves them as they are "
                      "stored.")
            .when("dataset", {"image-folder"}),
        numberSetting("held_out", 0.0, 0.0, 0.9,
                      "Share of each class's training images, the last ones, that becomes the test split; 0: the data "
                      "set's own test split.",
                      "the paper's reference code holds out 0.1"),
        flagSetting("skip_unreadable", false,
                    "Leave images out that cannot be read, instead of not starting because of them.")
            .when("dataset", {"image-folder"}),
        choiceOrScaleSetting("normalise", "auto", {"auto", "none", "dataset", "first-task"},
                             "How pixels become inputs: none scales them to [0,1]; dataset takes the data set's known "
                             "means and deviations, first-task those of the first task's training images, or they "
                             "stand here, in [0,1], a channel each. auto: dataset for photographs, else none."),
        integerSetting("tasks", 5, 1, 1000, "Tasks that the classes are split into evenly, or domains."),
        choiceOrListSetting("class_order", {"random"}, 0,
                            "Order in which the classes come, each once; empty: 0, 1, 2, …; random: drawn from the "
                            "run's seed, the same for all methods."),
        listSetting("task_sizes", {}, 1, std::nullopt,
                    "Classes of each task, taken in their order; classes that are left over are not used at all; "
                    "empty: all tasks have as many.")
            .unless("kind", {"domain-incremental"}),
        choiceSetting("transform", "permuted", {"permuted", "rotated"},
                      "How domains differ: by a permutation of the pixels, or by a rotation. The first shows the "
                      "images as they are.")
            .when("kind", {"domain-incremental"}),
        numberSetting("rotation_step", 15.0, -180.0, 180.0,
                      "Degrees by which a rotated domain is turned further than the one before.")
            .when("kind", {"domain-incremental"})
            .when("transform", {"rotated"}),
        numberSetting("blur", 0.0, 0.0, 1.0,
                      "Share of a task's training samples that comes from its two neighbours, half from each.")
            .unless("kind", {"task-incremental"}),
        flagSetting("online", false, "Every sample is seen once: training.epochs must be 1."),
        integerSetting("scenario_seed", 0, 0, 1'000'000'000,
                       "Seed of the domains' permutations and of the samples that blur moves; apart from a run's "
                       "seed, so that all runs have the same tasks."),
        numberSetting("train_fraction", 1.0, 0.0001, 1.0,
                      "Share of each class's training samples that is used, from the first on."),
        numberSetting("test_fraction", 1.0, 0.0001, 1.0,
                      "Share of each class's test samples that is used, from the first on.")};
}

std::vector<ParameterInfo> networkEntries(const std::vector<BackboneInfo>& backbones) {
    std::vector<std::string> names;
    names.reserve(backbones.size());
    for (const auto& backbone : backbones) names.push_back(backbone.name);
    return {
        choiceSetting("backbone", "", names, "The network that is trained."),
        choiceSetting("initial_weights", "torchvision", {"torchvision", "pytorch"},
                      "How weights start: as torchvision's networks do (He-normal convolutions, a head of the "
                      "backbone's own), or all uniform within 1/sqrt(fan in), as PyTorch's layers do.",
                      "LightCL's reference code uses pytorch"),
        pathSetting("weights",
                    "File of pretrained weights to start from, safetensors or torch.save's; empty: random weights.")};
}

std::vector<ParameterInfo> trainingEntries() {
    return {
        integerSetting("epochs", 1, 1, 100'000, "Passes over each task's samples."),
        limitSetting("max_steps", std::int64_t{1},
                     "Steps after which a task's training ends, within an epoch too; methods that learn all tasks as "
                     "one have as many for each of them."),
        limitSetting("max_seconds", 0.001,
                     "Seconds of a task's steps, without measuring, after which its training ends; how many steps that "
                     "is depends on the machine."),
        integerSetting("batch_size", 32, 1, 65'536, "Samples of the stream in one step."),
        choiceSetting("optimizer", "sgd", {"sgd", "adam", "adamw"},
                      "How gradients become steps: stochastic gradient descent, Adam or AdamW, which keep two values a "
                      "weight; begun anew with each task."),
        numberSetting("learning_rate", 0.01, 1e-8, 100.0, "Step width; 0.001 is usual with Adam."),
        numberSetting("momentum", 0.0, 0.0, 0.9999, "Share of the last step that is kept; costs one value a weight.")
            .when("optimizer", {"sgd"}),
        numberSetting("weight_decay", 0.0, 0.0, 10.0, "Pull of every weight towards zero."),
        choiceSetting("schedule", "constant", {"constant", "cosine", "step"},
                      "How the learning rate runs over each task: as it is, down to 0 along a cosine, or multiplied by "
                      "decay_factor after each of decay_epochs."),
        listSetting("decay_epochs", {}, 1, std::nullopt,
                    "Epochs of a task after which the learning rate is multiplied by decay_factor.")
            .when("schedule", {"step"}),
        numberSetting("decay_factor", 0.1, 1e-6, 1.0, "What the learning rate is multiplied by.")
            .when("schedule", {"step"}),
        numberSetting("warm_up_epochs", 0.0, 0.0, 100'000.0,
                      "Epochs of each task, or a part of one, over which the learning rate rises from nothing."),
        integerSetting("crop_padding", 0, 0, 256,
                       "Training images are cropped at a random place after a black margin of so many pixels; 0: not.",
                       "the paper's reference code uses 4"),
        flagSetting("flip", false, "Half of the training images, drawn anew each time, are mirrored."),
        choiceSetting("memory", "fast", {"fast", "balanced", "low"},
                      "fast keeps what a stage's backward needs; balanced computes batch-norms and ReLUs again; low "
                      "keeps each block's input only and computes the block again, for a third more work."),
        choiceSetting("precision", "float32", {"float32", "bfloat16"},
                      "bfloat16 computes convolutions and linear layers with half the bytes; weights and updates stay "
                      "float32."),
        integerSetting(
            "cached_views", 0, 0, 1'000,
            "With frozen stages: so many varied views of each training image pass them once, and later epochs "
            "train on what they gave; 0: each epoch anew."),
        integerSetting("cache_memory", 256, 0, 1'000'000,
                       "MiB that the cached views may take of the memory; the rest goes to a temporary file.")
            .unless("cached_views", {"0"}),
        choiceSetting("cache_precision", "float32", {"float32", "float16", "uint8"},
                      "How cached values are kept; uint8 scales each sample to its range.")
            .unless("cached_views", {"0"})};
}

std::vector<ParameterInfo> pretrainingEntries(const std::vector<DatasetInfo>& datasets) {
    std::vector<std::string> names = {"scenario"};
    for (const auto& dataset : datasets) names.push_back(dataset.name);
    std::vector<ParameterInfo> entries = {
        listSetting("classes", {}, 0, std::nullopt,
                    "Classes that are learnt beforehand, all at once, or how many (the first ones); empty: all, of "
                    "another data set. The scenario learns the others."),
        choiceSetting("dataset", "scenario", names,
                      "The data set that is learnt beforehand; scenario: the scenario's own."),
        pathSetting("data_path", "Folder of that data set's files; empty: its usual folders, or the scenario's."),
        numberSetting("held_out", 0.0, 0.0, 0.9,
                      "Share of each class's training images that becomes the test split of an image folder without "
                      "one; 0 of the scenario's own data set: as the scenario has it."),
        numberSetting("train_fraction", 1.0, 0.0001, 1.0,
                      "Share of each class's training samples that is used, from the first on."),
        integerSetting(
            "seed", 0, 0, 1'000'000'000,
            "Seed of the pretraining's random draws; all runs, whatever their seed, start from its weights.")};
    for (const ParameterInfo& info : trainingEntries())
        if (!info.name.starts_with("cache")) entries.push_back(info);
    return entries;
}

std::vector<ParameterInfo> selectionEntries() {
    return {choiceSetting("selection", "none", {"none", "validation", "first-task"},
                          "How one setting of a method is chosen where the spec gives several: by accuracy on images "
                          "held out of the training images, after all tasks or after the first."),
            numberSetting("selection_share", 0.1, 0.001, 0.9,
                          "Share of each class's training images that is held out to choose by, drawn from the seed.")};
}

std::vector<ParameterInfo> measuringEntries() {
    return {
        flagSetting("layer_metrics", true, "Measure learning plasticity and memory stability of every layer."),
        integerSetting("probe_samples", 16, 2, 1024,
                       "Samples of each task that are kept to measure with; no method trains on them.")
            .when("layer_metrics", {"true"}),
        integerSetting("probe_batches", 1, 1, 64, "Batches of probe_samples that learning plasticity is averaged over.")
            .when("layer_metrics", {"true"}),
        integerSetting("every_epochs", 1, 1, 100'000,
                       "Layer metrics come after every n-th epoch, and after a task's last.")
            .when("layer_metrics", {"true"}),
        flagSetting("memory", true, "Measure live and peak bytes of tensors by category."),
        choiceSetting("keep_checkpoints", "none", {"none", "tasks"},
                      "tasks keeps the checkpoint at each task's end, to look into it and to branch from it."),
        integerSetting("evaluate_every", 0, 0, 1'000'000'000,
                       "Accuracy between epochs: after every n-th step of a task, and after its last; 0: not."),
        integerSetting("evaluate_samples", 100, 1, 1'000'000,
                       "Test images of each task seen that evaluate_every looks at, drawn once from the seed: the "
                       "same for all methods.")
            .unless("evaluate_every", {"0"})};
}

} // namespace lightcl
