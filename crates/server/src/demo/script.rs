//! What the simulated learners say.

/// Remarks on why the sky is blue; at most 30 characters each.
pub const SKY: [&str; 24] = [
    "老师好！",
    "原来是散射啊",
    "波长短的散射更强",
    "懂了懂了",
    "λ 的四次方，好大的差别",
    "So blue scatters more!",
    "为什么不是紫色？",
    "夕阳好美",
    "青山中学也能看清楚",
    "这个图画得真清楚",
    "1/λ⁴ … wow",
    "蓝光大约是红光的六倍",
    "那海为什么是蓝的？",
    "记下来了",
    "Great example",
    "火星的天空呢？",
    "月球上是黑色的吧",
    "三棱镜我家就有",
    "声音很清楚",
    "可以再讲一遍公式吗",
    "Is the Moon's sky black?",
    "考试会考吗哈哈",
    "牛顿做过这个实验",
    "666",
];

/// Remarks on the theorem of Pythagoras.
pub const TRIANGLE: [&str; 16] = [
    "老师好",
    "Good morning!",
    "勾三股四弦五",
    "这个图一看就懂",
    "原来面积可以这样拼",
    "9 + 16 = 25 没错",
    "Like the one in my book",
    "斜边最长",
    "青山这边信号很好",
    "周髀算经里有",
    "5、12、13 也行",
    "懂了",
    "So c is the long side",
    "老师能再拼一次吗",
    "妙啊",
    "谢谢老师",
];

/// Wrong or lucky answers to a question on the sky that asks for words.
pub const SKY_WORDS: [&str; 4] = ["散射", "蓝色", "scattering", "不太确定"];

/// Wrong answers to a question on triangles that asks for words.
pub const TRIANGLE_WORDS: [&str; 4] = ["60", "120", "45 度", "不太确定"];

#[cfg(test)]
mod tests {
    use xingtan_room::limits::DANMAKU_CHARS_MAX;

    use super::*;

    #[test]
    fn every_remark_is_short_enough() {
        for text in SKY.iter().chain(&TRIANGLE) {
            assert!(text.chars().count() <= DANMAKU_CHARS_MAX, "{text}");
        }
    }
}
