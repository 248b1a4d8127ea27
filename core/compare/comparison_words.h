#pragma once

#include "compare/comparison.h"
#include "text/table.h"

#include <string>

namespace lightcl {

/// A difference of a figure's values with its sign, in the figure's unit: "+4.1 points", "-12.3 MiB", "+0.8 s".
std::string differenceText(const RunFigure& figure, double difference);

/// The same in a table's column, whose other cells say of what: "+4.1", "-12.3 MiB", "+0.8 s".
std::string differenceCell(const RunFigure& figure, double difference);

/// A figure's value in the unit it is shown in: percent, MiB, or its own.
double shownAmount(const RunFigure& figure, double value);
/// Its title with that unit: "class-IL, points", "measured, MiB".
std::string shownTitle(const RunFigure& figure);

/// A probability with three decimals, "0.031"; below a thousandth "3.1e-05".
std::string probabilityText(double p);

/// What a pair says, in plain words: "ER is 4.1 points above LightCL in class-IL, 95 % interval 2.8 to 5.3, p = 0.031
/// over 6 seeds.", with Holm's p where several pairs were tested, and how many more seeds a test would need where the
/// ones there are cannot reach p <= 0.05 whatever they say.
std::string comparisonSentence(const Comparison& comparison, const PairedComparison& pair);

/// Pairs that would be needed beyond those there are for a sign-flip p of 0.05; 0: none.
std::size_t pairsMissing(const PairedComparison& pair);

/// "interquartile mean 54.4 % (95 % interval 53.9 to 55.0)".
std::string robustMeanText(const RunFigure& figure, const RobustMean& robust);

/// Every run of the groups with its seed and its value in the unit shown.
Table comparedValuesTable(const Comparison& comparison);
/// The groups with count, mean and deviation, and where one has eight runs the interquartile means.
Table comparedGroupsTable(const Comparison& comparison);
/// The pairs with difference, interval, both tests, effect size and probability; differences with p <= 0.05 after Holm
/// are marked.
Table comparisonTable(const Comparison& comparison);

} // namespace lightcl
