#!/usr/bin/env python3
"""Makes the files in this folder that PyTorch itself has written (Debian's python3-torch 1.13; no test needs it):

    resnet18-width2.pt        state_dict of a ResNet-18 for small pictures with 2 channels, torchvision's names
    resnet18-width2-case.pt   pictures "input" and the "logits" that this network gives for them
    views.pt                  views, shared storages and every type, under "state_dict" with the prefix "module."
    protocol4.pt              a state_dict in pickle protocol 4
    hostile.pt                a pickle that would run a program
"""
import os
import torch
from torch import nn


class Block(nn.Module):
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
    def __init__(self, width, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        inputs = width
        for depth in range(4):
            channels = width << depth
            stage = nn.Sequential(Block(inputs, channels, 1 if depth == 0 else 2), Block(channels, channels, 1))
            setattr(self, f"layer{depth + 1}", stage)
            inputs = channels
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


class Hostile:
    def __reduce__(self):
        return os.system, ("echo a program ran",)


def resnet_files():
    torch.manual_seed(0)
    network = ResNet18(2, 10)
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if "bn" in name or "downsample.1" in name:
                parameter.uniform_(0.5, 1.5)
        for _ in range(5):  # running statistics of their own
            network(torch.rand(16, 3, 16, 16))
    network.eval()
    inputs = torch.rand(2, 3, 16, 16)
    torch.save(network.state_dict(), "resnet18-width2.pt")
    torch.save({"input": inputs, "logits": network(inputs).detach()}, "resnet18-width2-case.pt")


def view_file():
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    tensors = {
        "base": base,
        "transposed": base.t(),
        "column": base[:, 2],
        "block": base[1:3, 1:5:2],
        "expanded": torch.tensor([1.5]).expand(3),
        "scalar": torch.tensor(2.5),
        "empty": torch.empty(0, 3),
        "parameter": nn.Parameter(base[3].clone()),
    }
    for name in ["float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool"]:
        tensors[name] = torch.tensor([0, 1, 2, 100]).to(getattr(torch, name))
    tensors = {f"module.{name}": tensor for name, tensor in tensors.items()}
    optimizer = {"state": {0: {"momentum_buffer": base}}, "param_groups": [{"lr": 0.1, "nesterov": False, "params": [0]}]}
    torch.save({"epoch": 3, "best": None, "state_dict": tensors, "optimizer": optimizer}, "views.pt")


resnet_files()
view_file()
torch.save({"x": torch.arange(3.0)}, "protocol4.pt", pickle_protocol=4)
torch.save({"x": torch.zeros(1), "y": Hostile()}, "hostile.pt")
