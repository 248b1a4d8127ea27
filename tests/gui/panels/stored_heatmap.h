#pragma once

#include "gui/wait.h"
#include "panels/freeze_view.h"
#include "panels/heatmap_panel.h"
#include "plots/heatmap_plot.h"
#include "reading/run_data_reader.h"
#include "store/database.h"
#include "support/catch.h"
#include "support/example_store.h"
#include "support/temporary_folder.h"

#include <QCoreApplication>
#include <QTableWidget>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

namespace lightcl::test {

/// A panel that shows runs of a stored database, as large as a dock is.
class StoredHeatmap {
public:
    explicit StoredHeatmap(const std::vector<std::size_t>& shown = {0}) {
        made_ = writeExampleStore(folder_.path() / "store.sqlite", ::getpid());
        database_.emplace(Database::openForReading(folder_.path() / "store.sqlite"));
        reader_ = std::make_unique<RunDataReader>(*database_);
        panel.resize(900, 520);
        panel.show();
        select(shown);
        REQUIRE(waitFor([&] { return !panel.freezeSummary().contains("Working out"); }));
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
        settle();
    }

    /// Of lightcl, lightcl, er, er, sgd, sgd, joint.
    void select(const std::vector<std::size_t>& shown) {
        runs.clear();
        for (const auto index : shown) runs.push_back(reader_->read({made_.done[index], Qt::blue, Qt::blue}));
        panel.showRuns(runs);
    }

    /// Labels and the map are laid out once the size is known, and drawn then.
    void settle() {
        for (int pass = 0; pass < 3; ++pass) {
            QCoreApplication::processEvents();
            panel.plot()->replot(QCustomPlot::rpImmediateRefresh);
        }
    }

    /// The first row that a query gives, as texts.
    std::vector<std::string> row(const std::string& sql) {
        SQLite::Statement query(database_->handle(), sql);
        REQUIRE(query.executeStep());
        std::vector<std::string> cells;
        for (int column = 0; column < query.getColumnCount(); ++column)
            cells.push_back(query.getColumn(column).getText());
        return cells;
    }

    std::vector<std::string> column(const std::string& sql) {
        SQLite::Statement query(database_->handle(), sql);
        std::vector<std::string> cells;
        while (query.executeStep()) cells.emplace_back(query.getColumn(0).getText());
        return cells;
    }

    [[nodiscard]] std::string cell(const std::string& what, int column) const {
        const auto& table = *panel.freezeView()->table();
        for (int row = 0; row < table.rowCount(); ++row)
            if (table.item(row, 0)->text().toStdString() == what) return table.item(row, column)->text().toStdString();
        return "no such row";
    }

private:
    TemporaryFolder folder_;
    ExampleStore made_;
    std::optional<Database> database_;
    std::unique_ptr<RunDataReader> reader_;

public:
    std::vector<RunDataPtr> runs;
    HeatmapPanel panel;
};

} // namespace lightcl::test
