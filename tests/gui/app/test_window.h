#pragma once

#include "app/main_window.h"
#include "spec/spec_file.h"
#include "support/catch.h"

#include <QAction>
#include <QApplication>
#include <QTemporaryDir>
#include <fstream>

namespace lightcl::test {

/// A window with a theme of its own; it never asks, but answers as `answer` says and counts the questions.
struct TestWindow {
    explicit TestWindow(const QString& worker = QStringLiteral("/nowhere/worker"))
        : theme(*qApp), window(theme, worker, 2) {
        window.setQuestion([this](const QString&, const QString& text, const QString&) {
            ++questions;
            asked = text;
            return answer;
        });
        window.useDefaultLayout({1440, 900});
        window.show();
    }
    Theme theme;
    MainWindow window;
    bool answer = true;
    int questions = 0;
    QString asked; ///< by the last of them
};

/// One run of plain training on MNIST in a folder.
inline ExperimentSpec experimentOn(const QString& data) {
    return parseExperiment("name = \"x\"\n[scenario]\ndataset = \"mnist\"\ndata_path = \"" + data.toStdString() +
                               "\"\n[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n",
                           "x");
}

/// A data set of empty files: whether it can be read is the worker's matter.
inline QString dataIn(const QTemporaryDir& folder) {
    for (const char* name :
         {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
        std::ofstream(folder.filePath(name).toStdString());
    return folder.path();
}

/// The command on runs with a text.
inline QAction* actionOf(MainWindow& window, const QString& text) {
    for (QAction* action : window.runCommands().actions()) {
        if (action->text() == text) return action;
    }
    FAIL("no action " << text.toStdString());
    return nullptr;
}

} // namespace lightcl::test
