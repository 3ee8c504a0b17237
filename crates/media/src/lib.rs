//! Frames and containers, pure: RTMP, FLV, fMP4, playlists and segmenting.
