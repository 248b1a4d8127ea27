#pragma once

#include <QLayout>
#include <vector>

namespace lightcl {

/// Widgets in a row that wraps onto further rows where the width is short, as words do.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr, int spacing = 6);
    ~FlowLayout() override;
    FlowLayout(const FlowLayout&) = delete;
    FlowLayout& operator=(const FlowLayout&) = delete;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(items_.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;

private:
    /// Places the items within `rect` (only when `move`) and returns the height they take.
    int arrange(const QRect& rect, bool move) const;
    void placeRow(const std::vector<QLayoutItem*>& row, QPoint corner, int height) const;

    std::vector<QLayoutItem*> items_;
};

} // namespace lightcl
