#pragma once

#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "run_list/run_columns.h"
#include "support/example_store.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>

namespace lightcl::test {

/// The window with the example's runs in its table: LightCL, ER and SGD over seeds, some not finished, and JOINT.
struct ListedStore {
    ListedStore() {
        const QString file = folder.filePath("store.sqlite");
        made = writeExampleStore(file.toStdString(), ::getpid());
        test.window.openDatabase(file);
        REQUIRE(waitFor([&] {
            const auto& records = test.window.runModel().records();
            return records.size() == 11 && records.back()->spec.has_value();
        }));
        REQUIRE(QTest::qWaitForWindowExposed(&test.window));
    }
    [[nodiscard]] RunTablePanel& panel() { return test.window.runTable(); }
    [[nodiscard]] QTableView& table() { return *panel().view(); }
    [[nodiscard]] int rows() { return table().model()->rowCount(); }
    [[nodiscard]] QModelIndex cell(int row, std::string_view figure) {
        return table().model()->index(row, figure.empty() ? kColorColumn : runColumn(figure));
    }
    [[nodiscard]] std::string text(int row, std::string_view figure) {
        return cell(row, figure).data().toString().toStdString();
    }
    /// The first row whose name begins so; -1: none.
    [[nodiscard]] int rowNamed(const QString& words) {
        for (int row = 0; row < rows(); ++row)
            if (cell(row, "name").data().toString().startsWith(words)) return row;
        return -1;
    }
    void click(int row, std::string_view figure, Qt::KeyboardModifiers keys = {}) {
        table().scrollTo(cell(row, figure));
        QTest::mouseClick(table().viewport(), Qt::LeftButton, keys, table().visualRect(cell(row, figure)).center());
    }
    template <typename Widget>
    [[nodiscard]] Widget& control(const QString& name) {
        for (Widget* widget : panel().template findChildren<Widget*>())
            if (widget->accessibleName() == name) return *widget;
        FAIL("no control " << name.toStdString());
        throw std::logic_error("unreachable");
    }
    /// Types a grouping and presses Enter.
    void groupBy(const QString& words) {
        auto& box = control<QComboBox>("Group runs by");
        box.setFocus();
        box.lineEdit()->selectAll();
        QTest::keyClicks(box.lineEdit(), words);
        QTest::keyClick(box.lineEdit(), Qt::Key_Return);
    }
    QTemporaryDir folder;
    ExampleStore made;
    TestWindow test;
};

} // namespace lightcl::test
