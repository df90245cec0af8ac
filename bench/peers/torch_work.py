# SPDX-License-Identifier: MIT
"""PyTorch's side of a comparison; the tasks are those of weft_work.cpp."""

import numpy as np
import torch
from torch import nn

import work


class Network(nn.Module):
    """The experiment's network, begun as Keras begins it; the last Dense gives logits."""

    def __init__(self, kind=nn.LSTM):
        super().__init__()
        self.embedding = nn.Embedding(work.VOCABULARY, 64)
        self.lstm = kind(64, 64, batch_first=True, bidirectional=True)
        self.dense = nn.Sequential(nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 1))
        nn.init.uniform_(self.embedding.weight, -0.05, 0.05)
        for name, parameter in self.lstm.named_parameters():
            if "weight_ih" in name:
                nn.init.xavier_uniform_(parameter)
            elif "weight_hh" in name:
                nn.init.orthogonal_(parameter)
            else:
                nn.init.zeros_(parameter)
                if "bias_ih" in name and kind is nn.LSTM:
                    nn.init.ones_(parameter.data[64:128])

    def forward(self, ids, lengths=None):
        x = self.embedding(ids)
        if lengths is not None:
            x = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        _, h = self.lstm(x)
        h = h[0] if isinstance(h, tuple) else h
        return self.dense(torch.cat([h[0], h[1]], 1))[:, 0]


class Training:
    def __init__(self, kind=nn.LSTM, network=None):
        torch.manual_seed(42)
        self.network = network or Network(kind)
        self.loss = nn.functional.binary_cross_entropy_with_logits
        self.adam = torch.optim.Adam(self.network.parameters(), eps=1e-7)

    def step(self, ids, lengths, labels):
        self.adam.zero_grad()
        loss = self.loss(self.network(ids, lengths), labels)
        loss.backward()
        self.adam.step()
        return loss.item()

    def epoch(self, train, test, packed):
        for ids, lengths, labels in batches(train, packed):
            self.step(ids, lengths, labels)
        with torch.no_grad():
            for ids, lengths, labels in batches(test, packed):
                self.loss(self.network(ids, lengths), labels).item()


def batches(examples, packed):
    for ids, lengths, labels in work.padded_batches(examples):
        lengths = torch.from_numpy(lengths) if packed else None
        yield torch.from_numpy(ids.astype(np.int64)), lengths, torch.from_numpy(labels)


def about():
    return {"version": f"PyTorch {torch.__version__}"}


def step(threads, kind):
    torch.set_num_threads(int(threads))
    training = Training({"lstm": nn.LSTM, "gru": nn.GRU, "simple_rnn": nn.RNN}[kind])
    ids = torch.randint(0, work.VOCABULARY, (64, 500))
    labels = torch.rand(64).round()
    return {"seconds": work.best_of(6, lambda: training.step(ids, None, labels))}


class Layers(nn.Module):
    """Recurrent layers over features, and a Dense over the last states."""

    def __init__(self, units, layers, directions):
        super().__init__()
        self.directions = directions
        self.lstm = nn.LSTM(64, units, layers, batch_first=True, bidirectional=directions == 2)
        self.dense = nn.Linear(directions * units, 1)

    def forward(self, x, _=None):
        _, (h, _) = self.lstm(x)
        return self.dense(torch.cat(list(h[-self.directions:]), 1))[:, 0]


def train(threads, layers, batch):
    torch.set_num_threads(int(threads))
    sizes = {"lstm64": (64, 1, 1), "lstm256": (256, 1, 1), "stacked": (64, 2, 2)}
    training = Training(network=Layers(*sizes[layers]))
    x, labels = torch.rand(int(batch), 100, 64) * 2 - 1, torch.rand(int(batch)).round()
    return {"seconds": work.best_of(8, lambda: training.step(x, None, labels))}


def forward(batch, threads, _):
    """nn.LSTM gives the whole sequence, whether it is wanted or not."""
    torch.set_num_threads(int(threads))
    lstm = nn.LSTM(64, 64, bidirectional=True).eval()
    x = torch.randn(500, int(batch), 64)
    with torch.inference_mode():
        return {"seconds": work.best_of(20, lambda: lstm(x))}


def epoch(file, threads, padding):
    torch.set_num_threads(int(threads))
    train, test = work.read_ids(file)
    packed = padding == "packed"
    few = [part[:2] for part in train]
    Training().epoch(few, few, packed)  # not counted
    training = Training()
    return {"seconds": work.seconds_of(lambda: training.epoch(train, test, packed))}


work.main({"about": about, "step": step, "train": train, "forward": forward, "epoch": epoch})
