#pragma once

#include "app/named_layout.h"
#include "app/window_room.h"

#include <QDockWidget>
#include <QMainWindow>
#include <vector>

namespace lightcl {

/// The docks of the window: where they stand at first, in the named layouts and in the user's own, and where the user
/// left them.
class WindowLayout {
public:
    explicit WindowLayout(QMainWindow& window) : window_(&window) {}

    /// A dock around `content`; `name` is its name in the remembered layout and on the command line.
    QDockWidget* add(const QString& name, const QString& title, DockPlace place, QWidget* content);
    /// The dock of that name, or nullptr.
    [[nodiscard]] QDockWidget* dock(const QString& name) const;
    /// All docks, in the order in which they were added.
    [[nodiscard]] std::vector<QDockWidget*> docks() const;

    /// Every dock at its place: the first of the named layouts.
    void applyDefault() { apply(namedLayouts().front()); }
    /// As the window's size has room for; see Room.
    void apply(const NamedLayout& layout);
    void save() const;
    /// What save() kept; the default when there is nothing, it is of another version, or was made for a larger window.
    void restore();

    /// The user's own layouts, by name. A name that is there already is replaced.
    void saveOwn(const QString& name) const;
    /// False when there is none of that name, or an older program saved it.
    bool applyOwn(const QString& name);
    void removeOwn(const QString& name) const;
    [[nodiscard]] QStringList ownNames() const;

private:
    struct Placed {
        QDockWidget* dock;
        DockPlace place;
    };

    void arrange(Room room);
    void arrangeInColumns(Room room);
    void size(const NamedLayout& layout, Room room);
    [[nodiscard]] std::vector<QDockWidget*> at(DockPlace place) const;
    [[nodiscard]] QByteArray stateOf(const NamedLayout& layout) const;

    QMainWindow* window_;
    std::vector<Placed> docks_;
};

} // namespace lightcl
