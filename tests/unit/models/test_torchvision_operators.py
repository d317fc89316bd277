import subprocess
import sys


def test_torchvision_can_be_imported_after_the_operators_are_declared() -> None:
    # In a fresh interpreter: here torchvision may long be loaded.
    program = (
        "from photoseek.models.torchvision_operators import declare_missing_operators as declare\n"
        "declare(); declare()\n"
        "import torchvision, timm\n"
        "print(torchvision.__version__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0.")
