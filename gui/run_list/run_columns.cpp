#include "run_list/run_columns.h"

#include "figures/run_names.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace lightcl {

namespace {

struct Columns {
    Q_DECLARE_TR_FUNCTIONS(lightcl::Columns)
};

QString text(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

const std::vector<const RunFigure*>& columns() {
    static const std::vector<const RunFigure*> all = [] {
        std::vector<const RunFigure*> figures = {nullptr};
        for (const RunFigure& figure : runFigureTable()) figures.push_back(&figure);
        std::stable_partition(figures.begin() + 1, figures.end(),
                              [](const RunFigure* figure) { return (figure->places & kInWindow) != 0; });
        return figures;
    }();
    return all;
}

/// The figure with all its digits and its unit; empty where it is not measured or none of these.
QString exactText(const RunFigure& figure, double number) {
    switch (figure.kind) {
    case FigureKind::Percent:
        return Columns::tr("%1 %").arg(number * 100, 0, 'f', 4);
    case FigureKind::Bytes:
        return Columns::tr("%1 bytes").arg(QLocale(QLocale::English).toString(static_cast<qlonglong>(number)));
    case FigureKind::Seconds:
        return Columns::tr("%1 seconds").arg(number, 0, 'f', 2);
    default:
        return {};
    }
}

} // namespace

int runColumns() {
    return static_cast<int>(columns().size());
}

int runColumn(std::string_view figure) {
    const auto found = std::ranges::find(columns(), &runFigure(figure));
    return static_cast<int>(found - columns().begin());
}

int originColumn() {
    static const int column = runColumn("parent_run_id");
    return column;
}

const RunFigure* figureOf(int column) {
    return columns()[static_cast<std::size_t>(column)];
}

QString columnTitle(int column) {
    if (column == originColumn()) return Columns::tr("Origin");
    const RunFigure* figure = figureOf(column);
    if (figure == nullptr) return {};
    const QString title = text(figure->title);
    return title.left(1).toUpper() + title.mid(1);
}

QString columnHelp(int column) {
    if (column == originColumn())
        return Columns::tr("The run and the task from whose end on a branch was trained; its rows up to there are that "
                           "run's");
    const RunFigure* figure = figureOf(column);
    if (figure == nullptr) return Columns::tr("The run's colour in every plot");
    const QString help = text(figure->help);
    switch (figure->better) {
    case Better::Higher:
        return Columns::tr("%1; higher is better").arg(help);
    case Better::Lower:
        return Columns::tr("%1; lower is better").arg(help);
    case Better::Neither:
        break;
    }
    return help;
}

Qt::Alignment columnAlignment(int column) {
    const RunFigure* figure = figureOf(column);
    if (column == originColumn()) return Qt::AlignVCenter | Qt::AlignLeft; // words
    // A short number right beside a left-aligned word would run into it.
    if (figure != nullptr && figure->kind == FigureKind::Count) return Qt::AlignCenter;
    return Qt::AlignVCenter | (figure != nullptr && isNumeric(*figure) ? Qt::AlignRight : Qt::AlignLeft);
}

std::optional<double> comparableValue(const RunSummary& run, int column) {
    const RunFigure* figure = figureOf(column);
    return figure != nullptr && isResult(*figure) ? numberOf(*figure, run) : std::nullopt;
}

bool isShownByDefault(int column) {
    return column == kColorColumn || (figureOf(column)->places & kInWindow) != 0;
}

QString cellText(const RunSummary& run, int column) {
    const RunFigure* figure = figureOf(column);
    if (figure == nullptr) return {};
    if (figure->kind == FigureKind::Method) return QString::fromStdString(methodTitle(run.method));
    return QString::fromStdString(figureText(*figure, run));
}

QString cellToolTip(const RunSummary& run, int column) {
    const RunFigure* figure = figureOf(column);
    const QString title = QString::fromStdString(runTitle(run));
    if (figure != nullptr && figure->kind == FigureKind::State && !run.message.empty())
        return title + QStringLiteral(": ") + text(toString(run.state)) + QLatin1Char('\n') +
               QString::fromStdString(run.message);
    const auto number = figure != nullptr ? numberOf(*figure, run) : std::nullopt;
    const QString exact = number ? exactText(*figure, *number) : QString();
    if (!exact.isEmpty()) return QStringLiteral("%1: %2").arg(text(figure->help), exact);
    return Columns::tr("Run %1: %2\n%3, %4, %5")
        .arg(run.id)
        .arg(title, QString::fromStdString(run.scenario), QString::fromStdString(run.dataset),
             QString::fromStdString(run.backbone));
}

QVariant sortValue(const RunSummary& run, int column) {
    const RunFigure* figure = figureOf(column);
    if (figure == nullptr) return qlonglong(run.id);
    if (!isNumeric(*figure)) return cellText(run, column);
    const auto number = numberOf(*figure, run);
    return number ? QVariant(*number) : QVariant();
}

} // namespace lightcl
