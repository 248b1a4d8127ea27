#include "figures/pgf_axis.h"
#include "figures/pgfplots.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>

namespace lightcl {

namespace {

/// Where the parts of a critical-difference diagram stand, in cm, y upwards from the axis.
struct PgfRankPlaces {
    double left = 0; ///< the axis' ends
    double right = 0;
    double line = 0; ///< a line of text
    double row = 0;  ///< from name to name
    double names = 0;

    PgfRankPlaces(const RankDiagram& diagram, const PgfStyle& style) {
        constexpr double cmPerPoint = 2.54 / 72.27;
        std::size_t atLeft = 0, atRight = 0; // letters of the longest name, its rank included
        for (const auto& name : diagram.names) {
            auto& letters = name.right ? atRight : atLeft;
            letters = std::max(letters, name.text.size() + 5);
        }
        const auto wide = [&](std::size_t letters) {
            return std::min(0.36 * style.widthCm, static_cast<double>(letters) * 0.5 * style.points * cmPerPoint);
        };
        left = wide(atLeft);
        right = style.widthCm - wide(atRight);
        line = 1.2 * style.points * cmPerPoint;
        names = (static_cast<double>(diagram.levels) * 0.6 + 1) * line;
        const auto rows = static_cast<double>(std::max<std::size_t>(1, diagram.rows));
        row = std::clamp((style.heightCm - names - 3 * line) / rows, 1.1 * line, 1.8 * line);
    }
};

} // namespace

std::string pgfRanks(const RankDiagram& diagram, const std::string& title, const PgfStyle& style) {
    const PgfRankPlaces places(diagram, style);
    const auto x = [&](double rank) {
        return pgfNumber(places.right -
                         (rank - diagram.low) / (diagram.high - diagram.low) * (places.right - places.left));
    };
    const auto thin = pgfNumber(0.5 * style.lineWidth);
    auto text = pgfHead(title) + fmt::format("\\begin{{scope}}[font=\\fontsize{{{}}}{{{}}}\\selectfont]\n",
                                             pgfNumber(style.points), pgfNumber(1.2 * style.points));
    const auto middle = pgfNumber((places.left + places.right) / 2);
    text += fmt::format("\\node[anchor=south] at ({},{}) {{{}}};\n", middle, pgfNumber(1.4 * places.line),
                        pgfText(diagram.title, style));
    if (style.title)
        text += fmt::format("\\node[anchor=south] at ({},{}) {{{}}};\n", middle, pgfNumber(2.7 * places.line),
                            pgfText(title, style));
    text += fmt::format("\\draw[line width={}pt] ({},0) -- ({},0);\n", thin, x(diagram.high), x(diagram.low));
    for (int rank = diagram.low; rank <= diagram.high; ++rank)
        text +=
            fmt::format("\\draw[line width={}pt] ({},0) -- ++(0,0.12) node[anchor=south, inner sep=1.5pt] {{{}}};\n",
                        thin, x(rank), rank);
    for (const auto& bar : diagram.bars) {
        const auto y = pgfNumber(-(static_cast<double>(bar.level) * 0.6 + 0.6) * places.line);
        text += fmt::format("\\draw[line width={0}pt, line cap=round] ({1},{3}) -- ({2},{3});\n",
                            pgfNumber(2.5 * style.lineWidth), x(bar.worst), x(bar.best), y);
    }
    for (const auto& name : diagram.names) {
        const auto y = pgfNumber(-places.names - (static_cast<double>(name.row) + 0.3) * places.row);
        const auto label = name.right ? fmt::format("{:.2f} {}", name.rank, pgfText(name.text, style))
                                      : fmt::format("{} {:.2f}", pgfText(name.text, style), name.rank);
        text += fmt::format("\\draw[line width={}pt] ({},0) |- ({},{}) node[anchor={}, inner sep=2pt] {{{}}};\n", thin,
                            x(name.rank), pgfNumber(name.right ? places.right : places.left), y,
                            name.right ? "west" : "east", label);
    }
    return text + "\\end{scope}\n" + pgfFoot();
}

} // namespace lightcl
