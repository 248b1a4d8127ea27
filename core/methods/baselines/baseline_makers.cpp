#include "methods/baselines.h"
#include "methods/makers.h"

namespace lightcl {

Makers baselineMakers() {
    return {{"sgd", [](const Ingredients& in) { return std::make_unique<Sgd>(in.mask); }},
            {"joint", [](const Ingredients& in) { return std::make_unique<Joint>(in.mask); }}};
}

} // namespace lightcl
