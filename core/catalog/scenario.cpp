#include "catalog/entries.h"

namespace lightcl {

std::vector<ParameterInfo> scenarioEntries(const std::vector<DatasetInfo>& datasets) {
    std::vector<std::string> names;
    for (const auto& dataset : datasets) names.push_back(dataset.name);
    return {
        choiceSetting("kind", "class-incremental", {"class-incremental", "task-incremental"},
                      "What is asked at test time: the class among all seen so far, or among the task's own."),
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
        integerSetting("tasks", 5, 1, 1000, "Tasks that the classes are split into evenly."),
        listSetting("class_order", {}, 0, std::nullopt,
                    "Order in which the classes come, each once; empty: 0, 1, 2, …"),
        numberSetting("train_fraction", 1.0, 0.0001, 1.0,
                      "Share of each class's training samples that is used, from the first on."),
        numberSetting("test_fraction", 1.0, 0.0001, 1.0,
                      "Share of each class's test samples that is used, from the first on.")};
}

} // namespace lightcl
