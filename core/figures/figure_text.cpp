#include "figures/figure_text.h"

#include "base/units.h"

#include <fmt/format.h>

namespace lightcl {

std::string meanSdText(const std::optional<MeanSd>& figure, double unit, int decimals, const std::string& plusMinus) {
    if (!figure) return "-";
    auto text = fmt::format("{:.{}f}", figure->mean / unit, decimals);
    if (figure->sd) text += fmt::format("{}{:.{}f}", plusMinus, *figure->sd / unit, decimals);
    return text;
}

std::string meanText(const RunFigure& figure, const std::optional<MeanSd>& mean) {
    switch (figure.kind) {
    case FigureKind::Percent:
        return meanSdText(mean, kPercentUnit, 2);
    case FigureKind::Bytes:
        return meanSdText(mean, kMebibyteUnit, 1);
    case FigureKind::Scientific: // a cost hardly differs between seeds: its mean alone
        return mean ? formatScientific(mean->mean) : "-";
    default:
        return meanSdText(mean, 1, 1);
    }
}

std::string meanTitle(const RunFigure& figure) {
    switch (figure.kind) {
    case FigureKind::Bytes:
        return std::string(figure.title) + " MiB";
    case FigureKind::Seconds:
        return std::string(figure.title) + " s";
    default:
        return listingTitle(figure);
    }
}

} // namespace lightcl
