#include "catalog/published_result.h"

#include <cstdint>

namespace lightcl {

namespace {

const std::string kSource = "LightCL (arXiv 2407.10545), Table 1";

Parameters buffered(double sparsity = 0) {
    Parameters settings{{"buffer_size", std::int64_t{15}}};
    if (sparsity > 0) settings.set("sparsity", sparsity);
    return settings;
}

Parameters held() {
    return {{"memory_samples", std::int64_t{15}}};
}

PublishedTable splitTable(const std::string& dataset, std::int64_t tasks, std::int64_t epochs) {
    PublishedTable table{kSource, dataset, 5, "ImageNet at 32x32", {}, {}, {}, {}};
    table.scenario = {{"tasks", tasks}, {"held_out", 0.1}};
    table.network = {{"backbone", std::string("resnet18")}, {"width", std::int64_t{64}}};
    table.training = {{"epochs", epochs}, {"batch_size", std::int64_t{32}},  {"learning_rate", 0.01},
                      {"momentum", 0.0},  {"crop_padding", std::int64_t{4}}, {"flip", true}};
    return table;
}

PublishedTable splitCifar() {
    PublishedTable table = splitTable("cifar-10", 5, 50);
    table.results = {{"joint", {{94.67, 0.15}}, {{99.04, 0.07}}, 37.5e15, 153.4},
                     {"sgd", {{34.21, 3.06}}, {{86.19, 1.32}}, 7.5e15, 153.4},
                     {"ewc", {{40.42, 3.81}}, {{89.77, 3.01}}, 7.5e15, 196.0},
                     {"pnn", {}, {{94.62, 0.52}}, 10.5e15, 323.9},
                     {"fdr", {{25.64, 2.52}}, {{85.54, 3.08}}, 11e15, 185.4, buffered()},
                     {"er", {{54.44, 2.82}}, {{92.25, 1.92}}, 11e15, 185.4, buffered()},
                     {"der++", {{40.75, 2.55}}, {{85.68, 4.35}}, 14.5e15, 217.3, buffered()},
                     {"sparcl-er", {{36.98, 2.42}}, {{85.33, 2.49}}, 1.1e15, 106.6, buffered(0.9)},
                     {"sparcl-der++", {{35.58, 0.84}}, {{85.28, 1.00}}, 1.5e15, 140.6, buffered(0.9)},
                     {"lightcl", {{55.53, 0.35}}, {{96.28, 1.08}}, 5.4e15, 92.8, held()},
                     {"lightcl-sparse", {{38.31, 3.93}}, {{86.88, 1.69}}, 2.3e15, 25.0, held()}};
    return table;
}

PublishedTable splitTiny() {
    PublishedTable table = splitTable("tiny-imagenet", 10, 100);
    table.results = {{"joint", {{61.38, 0.12}}, {{83.14, 0.52}}, 120e16, 357.9},
                     {"sgd", {{10.63, 0.36}}, {{34.24, 0.84}}, 12e16, 357.9},
                     {"ewc", {{11.17, 1.55}}, {{34.70, 1.55}}, 12e16, 400.5},
                     {"pnn", {}, {{73.94, 3.56}}, 26.4e16, 528.4},
                     {"fdr", {{10.80, 0.71}}, {{34.42, 0.38}}, 17.7e16, 485.7, buffered()},
                     {"er", {{11.82, 0.31}}, {{36.76, 0.57}}, 17.7e16, 485.7, buffered()},
                     {"der++", {{7.98, 1.84}}, {{35.88, 0.41}}, 23.3e16, 613.5, buffered()},
                     {"sparcl-er", {{10.01, 0.55}}, {{33.01, 0.78}}, 1.8e16, 407.0, buffered(0.9)},
                     {"sparcl-der++", {{9.12, 1.02}}, {{31.86, 1.77}}, 2.3e16, 536.8, buffered(0.9)},
                     {"lightcl", {{12.79, 0.30}}, {{37.39, 0.63}}, 8.6e16, 128.0, held()},
                     {"lightcl-sparse", {{8.95, 0.35}}, {{33.94, 0.52}}, 3.7e16, 87.1, held()}};
    return table;
}

} // namespace

const std::vector<PublishedTable>& publishedTables() {
    static const std::vector<PublishedTable> tables{splitCifar(), splitTiny()};
    return tables;
}

} // namespace lightcl
