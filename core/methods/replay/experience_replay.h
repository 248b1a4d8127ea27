#pragma once

#include "catalog/methods/replay_settings.h"
#include "methods/ingredients.h"
#include "methods/parts/reservoir_buffer.h"

namespace lightcl {

/// Experience replay (ER; Chaudhry et al. 2019, "On Tiny Episodic Memories in Continual Learning"): one forward over
/// [batch; replay], one mean cross-entropy over all rows. The buffer is filled by reservoir sampling after each step.
class ExperienceReplay final : public MaskedMethod {
public:
    using Settings = ReplaySettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    ExperienceReplay(Settings settings, OutputMask mask);

    Samples replay(const Samples& stream, RandomStreams& random) override;
    void afterStep(const StepRows& rows, RandomStreams& random) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    Settings settings_;
    ReservoirBuffer buffer_;
};

} // namespace lightcl
