#!/usr/bin/env python3
"""Makes lecture.flv and finished.flv, the demonstration's lessons, from slides.html.

`make.py` makes both, `make.py finished` one.
Needs chromium, ffmpeg, espeak-ng and the Noto CJK fonts.
The results are committed, so that neither building nor running Xingtan needs any of them.
"""
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import wave

HERE = pathlib.Path(__file__).resolve().parent
FPS = 12
PAUSE_S = 0.4

# Slide, step on it, what is said, its English subtitle.
LECTURE = [
    (0, 0, "同学们好。今天我们来讨论一个问题：天空为什么是蓝色的？",
     "Hello everyone. Today's question: why is the sky blue?"),
    (1, 0, "太阳光看上去是白色的。", "Sunlight looks white."),
    (1, 1, "但是三棱镜告诉我们，白光是红、橙、黄、绿、蓝、紫的混合。",
     "But a prism shows that white is a mixture of colours."),
    (2, 0, "光是一种波。红光的波长比较长，大约七百纳米。",
     "Light is a wave. Red has a long wavelength, about 700 nm."),
    (2, 1, "蓝光的波长比较短，大约四百五十纳米。", "Blue has a shorter one, about 450 nm."),
    (3, 0, "光穿过大气的时候，会遇到空气分子。", "On its way through the air, light meets molecules."),
    (3, 1, "红光几乎直行，蓝光却被散射到各个方向。",
     "Red goes almost straight on; blue is scattered in every direction."),
    (4, 0, "这叫瑞利散射。散射的强度，和波长的四次方成反比。",
     "This is Rayleigh scattering: it goes with one over the fourth power of the wavelength."),
    (4, 1, "算一算：蓝光的散射大约是红光的六倍。", "So blue is scattered about six times as much as red."),
    (5, 0, "有同学会问，紫光波长更短，为什么天空不是紫色？",
     "You may ask: violet is shorter still, so why is the sky not violet?"),
    (5, 1, "因为太阳光里紫光少，我们的眼睛也不敏感。",
     "Because there is less of it, and our eyes hardly see it."),
    (6, 0, "到了傍晚，天空又为什么是红色的呢？", "And in the evening, why is the sky red?"),
    (6, 1, "阳光要走更长的路，蓝光散尽，剩下的就是红光。",
     "The light travels further, the blue is gone, and red is left."),
    (7, 0, "小结：白光有各种颜色，空气最会散射蓝光。",
     "To sum up: white holds every colour, and air scatters blue most."),
    (7, 1, "最后想一想：月球上没有空气，那里的天空是什么颜色？",
     "Think about this: the Moon has no air. What colour is its sky?"),
]

FINISHED = [
    (8, 0, "同学们好。今天我们学习勾股定理。", "Hello everyone. Today: the theorem of Pythagoras."),
    (9, 0, "在直角三角形的两条直角边上，各画一个正方形。", "Draw a square on each of the two legs."),
    (9, 1, "九加十六，正好等于斜边上的二十五。",
     "Nine and sixteen make the twenty-five on the long side."),
    (10, 0, "所以，两条直角边的平方和，等于斜边的平方。",
     "So the squares of the legs add up to the square of the hypotenuse."),
    (11, 0, "练一练：直角边是三和四，斜边是多少？",
     "Your turn: legs three and four, how long is the third side?"),
    (11, 1, "想一想：五、十二、十三，是直角三角形吗？", "And five, twelve, thirteen: is there a right angle?"),
]

CLIPS = {"lecture": LECTURE, "finished": FINISHED}


def run(*command):
    """Runs a program and stops at its first failure."""
    subprocess.run([str(part) for part in command], check=True)


def picture(folder, number, moment):
    """Renders one moment of the lecture."""
    mark = "|".join(urllib.parse.quote(str(part)) for part in moment)
    path = folder / f"{number:02}.png"
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--window-size=1280,720", f"--screenshot={path}",
        f"{(HERE / 'slides.html').as_uri()}#{mark}")
    return path


def sentence(folder, number, text):
    """Speaks one sentence; answers its file and how many frames it and its pause take."""
    path = folder / f"{number:02}.wav"
    run("espeak-ng", "-v", "cmn", "-s", "235", "-p", "52", "-a", "90", "-w", path, text)
    with wave.open(str(path)) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    return path, round((seconds + PAUSE_S) * FPS)


def make(folder, clip, script):
    """Renders, speaks and encodes everything."""
    command, sounds, pictures, frames_all = ["ffmpeg", "-y", "-loglevel", "warning"], "", "", 0
    for number, moment in enumerate(script):
        image = picture(folder, number, moment)
        voice, frames = sentence(folder, number, moment[2])
        seconds = frames / FPS
        command += ["-loop", "1", "-framerate", FPS, "-t", f"{seconds:.4f}", "-i", image]
        command += ["-i", voice]
        sounds += (f"[{2 * number + 1}:a]aresample=44100,highpass=f=90,lowpass=f=7500,apad,"
                   f"atrim=0:{seconds:.4f}[a{number}];")
        pictures += f"[{2 * number}:v][a{number}]"
        frames_all += frames
    counter = ("drawtext=font='Noto Sans CJK SC':fontsize=18:fontcolor=0x5F6D68:x=w-tw-30:"
               "y=h-68:text='%{pts\\:gmtime\\:0\\:%M\\\\\\:%S}   %{eif\\:n\\:d\\:5}'")
    colours = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    graph = (f"{sounds}{pictures}concat=n={len(script)}:v=1:a=1[v][a];"
             f"[v]{counter},{colours}[vo];"
             f"[a]loudnorm=I=-18:TP=-2,aresample=44100[ao]")
    command += ["-filter_complex", graph, "-map", "[vo]", "-map", "[ao]", "-r", FPS]
    command += ["-c:v", "libx264", "-profile:v", "main", "-preset", "veryslow", "-tune",
                "stillimage", "-crf", "29", "-bf", "0", "-g", 2 * FPS, "-keyint_min", 2 * FPS,
                "-sc_threshold", "0", "-maxrate", "900k", "-bufsize", "1800k"]
    command += ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
    command += ["-c:a", "aac", "-ac", "1", "-b:a", "48k", "-t", f"{frames_all / FPS:.4f}"]
    run(*command, "-flvflags", "no_duration_filesize", HERE / f"{clip}.flv")


if __name__ == "__main__":
    for name in sys.argv[1:] or CLIPS:
        with tempfile.TemporaryDirectory() as temporary:
            make(pathlib.Path(temporary), name, CLIPS[name])
