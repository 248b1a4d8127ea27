#pragma once

#include "base/random_stream.h"
#include "checkpoint/state_archive.h"
#include "libtorch/torch.h"

namespace lightcl {

/// Which of a task's training examples are still trained on, and how often each was forgotten (Toneva et al. 2019, "An
/// Empirical Study of Example Forgetting during Deep Neural Network Learning"): a forgetting event is a wrong
/// prediction for an example whose last one was right. The fewer, the easier; an example that was never predicted right
/// is the hardest.
class ForgettingCounter {
public:
    /// Starts with these training indices, int64, all different.
    void begin(const torch::Tensor& indices);
    /// Takes note of the predictions for some of them: bool [indices], true where right.
    void note(const torch::Tensor& indices, const torch::Tensor& right);
    /// Drops the `count` easiest (but one example stays; equally easy ones are drawn) and counts anew for the others.
    void dropEasiest(std::int64_t count, RandomStream& random);

    /// Those not dropped, int64, ascending.
    [[nodiscard]] const torch::Tensor& indices() const { return indices_; }
    /// Forgetting events of each of indices() since counting began; the largest int32 where none was ever right.
    [[nodiscard]] torch::Tensor difficulty() const;

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    torch::Tensor indices_;
    torch::Tensor events_;    ///< int32
    torch::Tensor wasRight_;  ///< bool: the last prediction
    torch::Tensor everRight_; ///< bool
};

} // namespace lightcl
