#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace lightcl {

/// Averages an epoch's losses: over pieces of it, for a curve of bounded length, and over all of it.
class LossPieces {
public:
    explicit LossPieces(std::int64_t steps) : piece_(std::max<std::int64_t>(1, steps / kPieces)) {}

    /// Takes the next step's loss; the piece's mean when the step ends a piece, as the epoch's last one does.
    std::optional<double> add(double loss, bool last) {
        sum_ += loss;
        pieceSum_ += loss;
        ++taken_;
        ++inPiece_;
        if (inPiece_ < piece_ && !last) return std::nullopt;
        const double mean = pieceSum_ / static_cast<double>(inPiece_);
        pieceSum_ = 0;
        inPiece_ = 0;
        return mean;
    }
    [[nodiscard]] double mean() const { return taken_ > 0 ? sum_ / static_cast<double>(taken_) : 0; }

private:
    static constexpr std::int64_t kPieces = 40;

    std::int64_t piece_;
    std::int64_t taken_ = 0;
    std::int64_t inPiece_ = 0;
    double sum_ = 0;
    double pieceSum_ = 0;
};

} // namespace lightcl
