// A slide to draw on.
export function sampleSlide(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1_280, 720];
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 1_280, 720);
  context.fillStyle = '#0f6b5c';
  context.fillRect(0, 0, 16, 720);
  context.fillStyle = '#17211e';
  context.font = '700 56px "Noto Sans CJK SC", sans-serif';
  context.fillText('第三课 圆的方程', 90, 130);
  context.font = '32px "Noto Sans CJK SC", sans-serif';
  const lines = [
    '到定点的距离等于定长的点的轨迹叫做圆。',
    '圆心 C(a, b)、半径 r 的圆的标准方程是',
    '(x − a)² + (y − b)² = r²',
    'The circle is the set of points at distance r from C.',
  ];
  lines.forEach((line, n) => {
    context.fillText(line, 90, 230 + 70 * n);
  });
  return canvas;
}
