#!/usr/bin/env python3
"""Networks of torchvision's shape and names, made and run by PyTorch on photographs, to be compared with LightCL's.

    python3 make.py OUT PHOTOGRAPH…      (needs PyTorch 1.13 or later, and Pillow)
    LIGHTCL_PYTORCH_LOGITS=OUT build/release/bin/engine_tests "[pytorch-logits]"

For each network it writes NAME.pt, a training checkpoint whose state_dict the network starts from, and NAME-case.pt with
the normalised photographs ("input") and PyTorch's logits of them ("logits"). Batch-norm's statistics are those of the
photographs, the weights are drawn with seed 0.
"""
import argparse
import os
import sys

import torch
from PIL import Image
from torch import nn

MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # ImageNet's, as torchvision's models expect


class BasicBlock(nn.Module):
    def __init__(self, inputs, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.downsample = None
        if stride != 1 or inputs != channels:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, channels, 1, stride, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x))))) + shortcut)


class ResNet18(nn.Module):
    """torchvision's, with the 3x3 stem for small pictures and without max-pooling."""

    def __init__(self, classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        inputs = 64
        for depth in range(4):
            channels = 64 << depth
            stage = nn.Sequential(BasicBlock(inputs, channels, 1 if depth == 0 else 2), BasicBlock(channels, channels, 1))
            setattr(self, f"layer{depth + 1}", stage)
            inputs = channels
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


def activated(inputs, channels, kernel, stride=1, groups=1):
    return nn.Sequential(
        nn.Conv2d(inputs, channels, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(channels), nn.ReLU6())


class InvertedResidual(nn.Module):
    def __init__(self, inputs, channels, stride, expansion):
        super().__init__()
        inner = inputs * expansion
        layers = [] if expansion == 1 else [activated(inputs, inner, 1)]
        layers += [activated(inner, inner, 3, stride, inner), nn.Conv2d(inner, channels, 1, bias=False),
                   nn.BatchNorm2d(channels)]
        self.conv = nn.Sequential(*layers)
        self.residual = stride == 1 and inputs == channels

    def forward(self, x):
        return x + self.conv(x) if self.residual else self.conv(x)


class MobileNetV2(nn.Module):
    """torchvision's."""

    def __init__(self, classes=10):
        super().__init__()
        layers, inputs = [activated(3, 32, 3, 2)], 32
        for expansion, channels, repeats, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2),
                                                     (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
            for repeat in range(repeats):
                layers.append(InvertedResidual(inputs, channels, stride if repeat == 0 else 1, expansion))
                inputs = channels
        layers.append(activated(inputs, 1280, 1))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(1280, classes))

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3)))


def photograph(file, size):
    """[3, size, size], normalised."""
    picture = Image.open(file).convert("RGB").resize((size, size), Image.BILINEAR)
    image = torch.frombuffer(bytearray(picture.tobytes()), dtype=torch.uint8).reshape(size, size, 3)
    image = image.permute(2, 0, 1).float() / 255
    mean, deviation = (torch.tensor(values).reshape(3, 1, 1) for values in (MEAN, DEVIATION))
    return (image - mean) / deviation


def make(name, network, size, out, files):
    images = torch.stack([photograph(file, size) for file in files])
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.2, 0.2)
        network.train()
        for _ in range(20):
            network(images)
        network.eval()
        logits = network(images)
    checkpoint = {"epoch": 3, "args": argparse.Namespace(lr=0.1, seed=2**64 - 1),
                  "state_dict": {f"module.{key}": value for key, value in network.state_dict().items()}}
    torch.save(checkpoint, f"{out}/{name}.pt")
    torch.save({"input": images, "logits": logits}, f"{out}/{name}-case.pt")
    print(f"{name}: logits of {len(files)} photographs from {logits.min():.3f} to {logits.max():.3f}")


if len(sys.argv) < 4:
    sys.exit(__doc__)
os.makedirs(sys.argv[1], exist_ok=True)
torch.manual_seed(0)
make("resnet18", ResNet18(), 32, sys.argv[1], sys.argv[2:])
make("mobilenet-v2", MobileNetV2(), 96, sys.argv[1], sys.argv[2:])
