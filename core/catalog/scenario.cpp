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
        integerSetting(
            "image_size", 32, 8, 512,
            "Sides in pixels that an image folder's images are stretched to; other data sets have their own."),
        numberSetting("held_out", 0.0, 0.0, 0.9,
                      "Share of each class's training images, the last ones, that becomes the test split; 0: the data "
                      "set's own test split.",
                      "the paper's reference code holds out 0.1"),
        flagSetting("skip_unreadable", false,
                    "Leave images out that cannot be read, instead of not starting because of them."),
        integerSetting("tasks", 5, 1, 1000, "Tasks that the classes are split into evenly, or domains."),
        listSetting("class_order", {}, 0, std::nullopt,
                    "Order in which the classes come, each once; empty: 0, 1, 2, …"),
        listSetting("task_sizes", {}, 1, std::nullopt,
                    "Classes of each task, taken in their order; classes that are left over are not used at all; "
                    "empty: all tasks have as many."),
        choiceSetting("transform", "permuted", {"permuted", "rotated"},
                      "How domains differ: by a permutation of the pixels, or by a rotation. The first shows the "
                      "images as they are."),
        numberSetting("rotation_step", 15.0, -180.0, 180.0,
                      "Degrees by which a rotated domain is turned further than the one before."),
        numberSetting("blur", 0.0, 0.0, 1.0,
                      "Share of a task's training samples that comes from its two neighbours, half from each."),
        flagSetting("online", false, "Every sample is seen once: training.epochs must be 1."),
        integerSetting("scenario_seed", 0, 0, 1'000'000'000,
                       "Seed of the domains' permutations and of the samples that blur moves; apart from a run's "
                       "seed, so that all runs have the same tasks."),
        numberSetting("train_fraction", 1.0, 0.0001, 1.0,
                      "Share of each class's training samples that is used, from the first on."),
        numberSetting("test_fraction", 1.0, 0.0001, 1.0,
                      "Share of each class's test samples that is used, from the first on.")};
}

} // namespace lightcl
