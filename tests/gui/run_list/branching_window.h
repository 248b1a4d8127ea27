#pragma once

#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "support/grown_run.h"

#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <optional>
#include <stdexcept>

namespace lightcl::test {

/// The window with a stored run of five tasks, chosen in the table, and a program that only notes what it shall train.
struct BranchingWindow {
    explicit BranchingWindow(const std::string& method = "er") : grown(method) {
        QFile script(program());
        REQUIRE(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\necho \"$1\" >> \"$(dirname \"$0\")/trained\"\nexit 130\n");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        script.close();
        test.emplace(program());
        test->window.openDatabase(QString::fromStdString(grown.database.file().string()));
        REQUIRE(waitFor([&] { return test->window.runModel().find(grown.run) != nullptr; }));
        REQUIRE(QTest::qWaitForWindowExposed(&test->window));
        QTableView& table = *test->window.runTable().view();
        const auto cell = table.model()->index(0, runColumn("name"));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell).center());
    }
    [[nodiscard]] QString program() const { return QString::fromStdString((grown.folder / "worker.sh").string()); }
    /// Presses the keys of a command on the window, which open a dialog.
    template <typename Dialog>
    void open(int key) {
        QTest::keyClick(&test->window, Qt::Key(key), Qt::ControlModifier);
        dialog = test->window.findChild<Dialog*>();
        REQUIRE(dialog != nullptr);
    }
    template <typename Widget>
    [[nodiscard]] Widget& field(const QString& name) const {
        for (Widget* widget : dialog->findChildren<Widget*>())
            if (widget->accessibleName() == name) return *widget;
        FAIL("no field " << name.toStdString());
        throw std::logic_error("unreachable");
    }
    [[nodiscard]] QPushButton& button(const QString& text) const {
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == text) return *button;
        FAIL("no button " << text.toStdString());
        throw std::logic_error("unreachable");
    }
    [[nodiscard]] bool says(const QString& words) const {
        for (const auto* label : dialog->findChildren<QLabel*>())
            if (label->isVisibleTo(dialog) && label->text().contains(words)) return true;
        return false;
    }
    [[nodiscard]] bool isClosed() const { return dialog == nullptr || !dialog->isVisible(); }
    void type(QWidget& widget, const QString& text) const {
        widget.setFocus();
        QTest::keyClick(&widget, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&widget, Qt::Key_Delete);
        QTest::keyClicks(&widget, text);
    }

    GrownRun grown;
    std::optional<TestWindow> test;
    QPointer<QDialog> dialog;
};

} // namespace lightcl::test
