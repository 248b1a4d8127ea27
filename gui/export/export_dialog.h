#pragma once

#include "export/export_settings.h"
#include "export/plot_export.h"

#include <QDialog>
#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;
class QToolButton;

namespace lightcl {

class FigurePreviewView;
class FigureStyleForm;
class FigureTextsEdit;

/// What is made of a plot: as what, and how it looks.
struct ExportChoice {
    ExportFormat format = ExportFormat::Pdf;
    FigureStyle style;
    FigureTexts texts;
};

/// A plot as the export dialogue sees it.
struct ExportJob {
    QString stem;       ///< the proposed file name without its ending; empty: only a folder is asked for
    QString title = {}; ///< the dialogue's; empty: "Export plot"
    std::vector<ExportFormat> formats;
    /// Saves to a file; returns one line when that fails, else nothing.
    std::function<QString(const QString& file, const ExportChoice&)> save;
    /// The figure as it would come out, no larger than so many pixels.
    std::function<FigurePreview(const ExportChoice&, QSize within)> preview;
};

/// Asks where, as what and how to save a plot, and shows what will come of it. Remembers folder, format and looks. When
/// saving fails it stays open and says why.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(ExportJob job, QWidget* parent = nullptr);

    /// The file, or the folder where no name is asked for.
    [[nodiscard]] QString file() const;
    [[nodiscard]] ExportFormat format() const;
    [[nodiscard]] ExportChoice choice() const;
    [[nodiscard]] FigureStyleForm* styleForm() const { return style_; }
    void accept() override;

private:
    QWidget* buildForm();
    QWidget* buildPreview();
    void nameFields();
    void connectFields();
    void orderTabs();
    void chooseFolder();
    void showChoice();
    void showPreview();
    [[nodiscard]] QString sizeText() const;
    void tell(const QString& message);
    bool mayReplace();
    [[nodiscard]] bool asksForName() const { return !job_.stem.isEmpty(); }

    ExportJob job_;
    QLineEdit* folder_;
    QLineEdit* name_;
    QComboBox* format_;
    FigureStyleForm* style_;
    FigureTextsEdit* texts_;
    FigurePreviewView* preview_;
    QLabel* hint_;
    QLabel* message_;
    QPushButton* saveButton_ = nullptr;
    QToolButton* browse_;
    QTimer* redraw_;
    QString confirmed_; ///< the existing file that may be replaced
};

} // namespace lightcl
