#pragma once

#include <QImage>
#include <QWidget>

namespace lightcl {

/// Shows a figure as it will be exported, as large as there is room, or a line in its place.
class FigurePreviewView : public QWidget {
    Q_OBJECT
public:
    explicit FigurePreviewView(QWidget* parent = nullptr);

    /// How large a picture there is room for, in pixels of the screen.
    [[nodiscard]] QSize room() const;
    void showFigure(const QImage& image);
    void showText(const QString& text);
    [[nodiscard]] const QImage& image() const { return image_; }
    [[nodiscard]] QSize sizeHint() const override { return {460, 360}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 180}; }

signals:
    void resized();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QImage image_;
    QString text_;
};

} // namespace lightcl
