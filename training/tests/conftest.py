"""What all tests need before their imports."""

from training.checkpoints.libraries import mend_torchvision

mend_torchvision()
