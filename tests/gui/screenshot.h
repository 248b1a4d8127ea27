#pragma once

#include <QString>

class QImage;
class QWidget;

namespace lightcl::test {

/// The share of small blocks in which two pictures of the same size visibly differ, in [0,1]; 1 for different sizes.
/// Edges that are smoothed a little differently do not count.
double pictureDifference(const QImage& first, const QImage& second);

/// Compares a picture of the widget in the given size with tests/screens/<name>.png. Empty when they agree; else one
/// line, and the picture is left as screens/<name>.received.png in the build folder. With LIGHTCL_UPDATE_SCREENS set in
/// the environment the picture becomes the new baseline.
QString compareWithBaseline(QWidget& widget, const QString& name);

} // namespace lightcl::test
