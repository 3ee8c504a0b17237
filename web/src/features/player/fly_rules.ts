// How danmaku fly: what a page says of it before it has what makes them fly.

export interface FlyRules {
  /** Part of the picture's height they may use, beneath the title. */
  area: 0.25 | 0.5 | 0.75 | 1;
  opacity: number;
  /** Letter height in px. */
  sizePx: number;
  crossMs: number;
  /** Most texts on the picture at once. */
  most: number;
  /** Texts holding one of these words do not fly. */
  blocked: string[];
  /** The lowest part stays free for captions. */
  keepsCaptions: boolean;
}

export const FLY_RULES: FlyRules = {
  area: 0.5,
  opacity: 0.8,
  sizePx: 18,
  crossMs: 8000,
  most: 40,
  blocked: [],
  keepsCaptions: true,
};
