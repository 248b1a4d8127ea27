#pragma once

#include "runs/rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lightcl {

/// What a figure is, and so how it is written: a share in [0,1] in percent, bytes, a whole number, seconds, a large
/// number such as FLOPs, a text, texts (a JSON list, see
/// text/text_list.h), a point in time (ISO 8601), a method's name, a state, yes (1) or no (0).
enum class FigureKind { Percent, Bytes, Count, Seconds, Scientific, Text, Texts, Moment, Method, State, Flag };

enum class Better { Neither, Higher, Lower };

/// Where a figure stands from the start: the window's run table (the others wait in its header's menu), the listing of
/// runs as text or in a report, the table of methods over seeds; and that listing only where one of its runs has the
/// figure. To be combined by |.
enum FigurePlaces : unsigned {
    kNowhere = 0,
    kInWindow = 1,
    kInListing = 2,
    kOfMethods = 4,
    kEverywhere = 7,
    kWhereMeasured = 8
};

/// A figure of a run: a column of the view run_summary.
struct RunFigure {
    using Member =
        std::variant<std::string RunSummary::*, std::int64_t RunSummary::*, int RunSummary::*, RunState RunSummary::*,
                     std::optional<double> RunSummary::*, std::optional<std::int64_t> RunSummary::*>;

    std::string_view name; ///< the view's column; the key in JSON and CSV
    Member member;
    FigureKind kind = FigureKind::Text;
    std::string_view title; ///< a short heading, begun small
    std::string_view help;  ///< a sentence without its stop
    unsigned places = kNowhere;
    Better better = Better::Neither;
};

/// All figures, in the order in which they are listed. A new one needs its column in the view (store/views.cpp), its
/// member in RunSummary and its line here.
const std::vector<RunFigure>& runFigureTable();
/// The figure of that name, which must be one.
const RunFigure& runFigure(std::string_view name);
/// Those that stand in a place.
std::vector<const RunFigure*> figuresIn(FigurePlaces place);

/// The view's columns that are no figures: the worker's process, and how far it is. In RunReader's order.
const std::vector<std::string_view>& progressColumns();

/// A figure's value in a summary; monostate: not measured.
using FigureValue = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::string>>;
FigureValue valueOf(const RunFigure& figure, const RunSummary& run);
/// The value as a number, if it is one and was measured.
std::optional<double> numberOf(const RunFigure& figure, const RunSummary& run);

/// A number: to be written right-aligned.
bool isNumeric(const RunFigure& figure);
/// What was reached or needed, and so may be averaged over seeds: no number that merely names or sets something.
bool isResult(const RunFigure& figure);

/// The value for people: "54.44", "153.2 MiB", "3 min 05 s", "7.50e+15", "running 40 %", "cat, dog"; empty when not
/// measured.
/// A method stands by its name.
std::string figureText(const RunFigure& figure, const RunSummary& run);
/// The title of a column of such values: "class-IL %", "time".
std::string listingTitle(const RunFigure& figure);

} // namespace lightcl
