#pragma once

#include <QDockWidget>
#include <QMainWindow>
#include <vector>

namespace lightcl {

/// Where a dock stands at first: in the left column the first one, behind it, or below it; in the right column above,
/// or below, where docks stand beside each other in a wide window and one behind the other in a narrow one.
enum class DockPlace { Left, BehindLeft, BelowLeft, UpperRight, LowerRight };

/// The docks of the window: where they stand at first, and where the user left them.
class WindowLayout {
public:
    explicit WindowLayout(QMainWindow& window) : window_(&window) {}

    /// A dock around `content`; `name` is its name in the remembered layout and on the command line.
    QDockWidget* add(const QString& name, const QString& title, DockPlace place, QWidget* content);
    /// The dock of that name, or nullptr.
    [[nodiscard]] QDockWidget* dock(const QString& name) const;
    /// All docks, in the order in which they were added.
    [[nodiscard]] std::vector<QDockWidget*> docks() const;

    /// Every dock at its place.
    void applyDefault();
    void save() const;
    /// What save() kept; the default when there is nothing or it is of another version.
    void restore();

private:
    struct Placed {
        QDockWidget* dock;
        DockPlace place;
    };

    void arrange();
    [[nodiscard]] std::vector<QDockWidget*> at(DockPlace place) const;
    [[nodiscard]] QByteArray defaultState() const;
    [[nodiscard]] bool isWide() const;

    QMainWindow* window_;
    std::vector<Placed> docks_;
};

} // namespace lightcl
