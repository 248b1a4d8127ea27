#pragma once

#include <QApplication>
#include <algorithm>
#include <chrono>
#include <utility>

namespace lightcl {

/// An application that knows for how long one event held up all others: so long the window neither moves nor answers.
class HoldClock : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (depth_ > 0) return QApplication::notify(receiver, event);
        ++depth_;
        const auto begin = std::chrono::steady_clock::now();
        const bool accepted = QApplication::notify(receiver, event);
        longest_ = std::max(longest_, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        --depth_;
        return accepted;
    }

    /// In seconds since it was asked last.
    double takeLongest() { return std::exchange(longest_, 0); }
    static HoldClock& instance() { return *static_cast<HoldClock*>(QCoreApplication::instance()); }

private:
    int depth_ = 0;
    double longest_ = 0;
};

} // namespace lightcl
