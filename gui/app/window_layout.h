#pragma once

#include <QDockWidget>
#include <QMainWindow>
#include <map>

namespace lightcl {

/// The docks of the window: where they stand at first, and where the user left them.
class WindowLayout {
public:
    explicit WindowLayout(QMainWindow& window) : window_(&window) {}

    /// A dock around `content`; `name` is its name in the remembered layout and on the command line.
    QDockWidget* add(const QString& name, const QString& title, QWidget* content);
    /// The dock of that name, or nullptr.
    [[nodiscard]] QDockWidget* dock(const QString& name) const;
    [[nodiscard]] const std::map<QString, QDockWidget*>& docks() const { return docks_; }

    /// Runs (with the designer behind) above the queue at the left; the heatmap above curves and memory at the right.
    void applyDefault();
    void save() const;
    /// What save() kept; the default when there is nothing or it is of another version.
    void restore();

private:
    void arrange();
    [[nodiscard]] QByteArray defaultState() const;
    [[nodiscard]] bool isWide() const;

    QMainWindow* window_;
    std::map<QString, QDockWidget*> docks_;
};

} // namespace lightcl
