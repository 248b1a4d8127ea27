#include "app/screenshot.h"

#include <QCoreApplication>
#include <QTimer>
#include <cstdio>

namespace lightcl {

namespace {

void take(MainWindow& window, const QString& file) {
    // Plots that were just given data are laid out and painted by the events that wait.
    QCoreApplication::processEvents();
    const bool written = window.grab().save(file);
    if (!written) std::fprintf(stderr, "lightcl-workbench: %s: cannot be written\n", qPrintable(file));
    QCoreApplication::exit(written ? 0 : 1);
}

} // namespace

void screenshotWhenFilled(MainWindow& window, const QString& file, std::chrono::seconds delay) {
    using namespace std::chrono_literals;
    auto* taken = new QObject(&window);
    const auto takeOnce = [&window, file, taken, delay] {
        if (taken->property("done").toBool()) return;
        taken->setProperty("done", true);
        // The designer checks and predicts a moment after it was filled.
        QTimer::singleShot(delay + 500ms, &window, [&window, file] { take(window, file); });
    };
    QObject::connect(&window, &MainWindow::panelsFilled, taken, takeOnce);
    // A database without runs, or one that cannot be opened, never fills the panels.
    QTimer::singleShot(5s, taken, takeOnce);
}

} // namespace lightcl
