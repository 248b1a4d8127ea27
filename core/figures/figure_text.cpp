#include "figures/figure_text.h"

#include <fmt/format.h>

namespace lightcl {

std::string meanSdText(const std::optional<MeanSd>& figure, double unit, int decimals, const std::string& plusMinus) {
    if (!figure) return "-";
    auto text = fmt::format("{:.{}f}", figure->mean / unit, decimals);
    if (figure->sd) text += fmt::format("{}{:.{}f}", plusMinus, *figure->sd / unit, decimals);
    return text;
}

} // namespace lightcl
