#include "figures/pgf_axis.h"

#include "figures/pgfplots.h"
#include "text/latex.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace lightcl {

namespace {

struct TexSign {
    std::string_view sign, tex;
};
/// Signs of our own texts that LaTeX's fonts lack.
constexpr std::array kTexSigns = {TexSign{"−", "--"},
                                  TexSign{"±", "\\ensuremath{\\pm}"},
                                  TexSign{"×", "\\ensuremath{\\times}"},
                                  TexSign{"→", "\\ensuremath{\\to}"},
                                  TexSign{"…", "\\dots{}"},
                                  TexSign{"·", "\\ensuremath{\\cdot}"},
                                  TexSign{"≤", "\\ensuremath{\\le}"},
                                  TexSign{"≥", "\\ensuremath{\\ge}"}};

} // namespace

std::string pgfHead(const std::string& title) {
    return fmt::format("% {}\n% The preamble needs: \\usepackage{{pgfplots}} \\pgfplotsset{{compat=1.16}}\n"
                       "\\begin{{tikzpicture}}\n",
                       latexEscaped(title));
}

std::string pgfFoot() {
    return "\\end{tikzpicture}\n";
}

std::string pgfSize(const PgfStyle& style, double share) {
    return fmt::format("width={}cm, height={}cm, font=\\fontsize{{{}}}{{{}}}\\selectfont, "
                       "legend style={{at={{(0.5,-0.28)}}, anchor=north, draw=none, cells={{anchor=west}}}}, ",
                       pgfNumber(style.widthCm * share), pgfNumber(style.heightCm), pgfNumber(style.points),
                       pgfNumber(style.points * 1.2));
}

std::string pgfTitle(const std::string& title, const PgfStyle& style) {
    return style.title ? fmt::format("title={{{}}}, ", pgfText(title, style)) : std::string();
}

std::string pgfText(const std::string& text, const PgfStyle& style) {
    const auto replaced = style.texts.find(text);
    std::string escaped = latexEscaped(replaced == style.texts.end() ? text : replaced->second);
    for (const auto& [sign, tex] : kTexSigns)
        for (auto at = escaped.find(sign); at != std::string::npos; at = escaped.find(sign, at + tex.size()))
            escaped.replace(at, sign.size(), tex);
    return escaped;
}

std::string pgfColor(const Color& color, const PgfStyle& style) {
    const auto part = [](double value) {
        return static_cast<int>(std::lround(std::fmin(1, std::fmax(0, value)) * 255));
    };
    const double grey = luma(color);
    const Color shown = style.grey ? Color{grey, grey, grey} : color;
    return fmt::format("{{rgb,255:red,{};green,{};blue,{}}}", part(shown.red), part(shown.green), part(shown.blue));
}

std::string pgfColorOption(const char* key, const Color& color, std::size_t index, const PgfStyle& style) {
    constexpr std::array greys = {0.08, 0.35, 0.6};
    const double grey = greys[index % greys.size()];
    return fmt::format("{}={}", key, pgfColor(style.grey ? Color{grey, grey, grey} : color, style));
}

const char* pgfDash(std::size_t index) {
    constexpr std::array dashes = {"solid", "dashed", "densely dotted", "dash dot"};
    return dashes[index % dashes.size()];
}

std::string pgfNumber(double value) {
    return fmt::format("{:.6g}", value);
}

} // namespace lightcl
