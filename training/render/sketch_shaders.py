"""GLSL of the renderer: skin with folds, mouth, eyeballs, glasses, background. Colours are linear RGB."""

# How far a point turns with the head: the neck and long hair less. The picture and the key light must agree on it.
POSE = """
#version 330
uniform mat3 head_rotation;     // head pose
uniform vec3 pivot;
vec3 pose(vec3 p, float follow) {
    vec3 q = head_rotation * (p - pivot) + pivot;
    return mix(p, q, follow);
}
float neck_follow(vec3 rest) { return mix(0.35, 1.0, smoothstep(-16.0, -7.0, rest.y + 0.35 * rest.z)); }
float hair_follow(vec3 rest) { return mix(0.55, 1.0, smoothstep(-14.0, -2.0, rest.y)); }
"""

COMMON_VERTEX = (
    POSE
    + """
uniform vec4 camera;            // focal scale (NDC * cm), distance (cm), NDC shift x, y
vec4 project(vec3 p) {
    float w = camera.y - p.z;
    return vec4(p.xy * camera.x + camera.zw * w, ((w - 20.0) / 100.0 * 2.0 - 1.0) * w, w);
}
"""
)

COMMON_FRAGMENT = """
#version 330
#define STRANDS 0.35            // of the strand map's width, a radian of azimuth
uniform vec3 key_direction;
uniform vec3 key_colour;
uniform vec3 fill_colour;
uniform sampler3D grain_map;    // one random field at four scales: cells of 1/64, 1/32, 1/16, 1/8 of its side
uniform sampler2D strand_map;   // locks, strands, finer strands: streaks along t
uniform sampler2DShadow shadow_map;
uniform mat4 shadow_matrix;     // posed space (cm) -> the map's texture space
out vec4 colour;
// A shoulder, so that light skin keeps its shape in full light.
vec3 tone(vec3 c) { c = max(c, 0.0); return pow(min(1.0 * c / (0.70 * c + 0.66), 1.0), vec3(1.0 / 2.2)); }
// Share of the key light that reaches p, 0-1. Nine taps a texel apart: the map's resolution is the light's softness.
float lit(vec3 p, vec3 n) {
    vec3 s = (shadow_matrix * vec4(p + 0.28 * n, 1.0)).xyz;
    vec2 texel = 1.0 / vec2(textureSize(shadow_map, 0));
    float sum = 0.0;
    for (int i = -1; i < 2; i++) for (int j = -1; j < 2; j++) sum += texture(shadow_map, vec3(s.xy + vec2(i, j) * texel, s.z));
    return sum / 9.0;
}
"""

SKIN_VERTEX = (
    COMMON_VERTEX
    + """
in vec3 position; in vec3 normal; in vec3 rest; in float occlusion; in float lip; in vec2 lash;
out vec3 v_position; out vec3 v_normal; out vec3 v_rest; out float v_occlusion; out float v_lip; out vec2 v_lash;
uniform float neckline;         // height of the collar at the neck's middle, cm
void main() {
    float follow = neck_follow(rest);
    float cloth = smoothstep(0.05, -0.15, rest.y + 0.42 * rest.z - neckline);
    v_position = pose(position + 0.45 * cloth * normal, follow);
    v_normal = mix(normal, head_rotation * normal, follow);
    v_rest = rest; v_occlusion = occlusion; v_lip = lip; v_lash = lash;
    gl_Position = project(v_position);
}
"""
)

INTERIOR_FRAGMENT = (
    COMMON_FRAGMENT
    + """
in vec3 v_normal; in vec3 v_rest;
uniform int part;               // 1 gums and tongue, 2 teeth, 3 mouth socket, 4 eye socket
uniform vec3 skin;
void main() {
    vec3 n = normalize(v_normal), light = normalize(key_direction), r = v_rest;
    float ax = abs(r.x), lit = max(dot(n, light), 0.0);
    vec3 teeth = vec3(0.86, 0.81, 0.70) * smoothstep(6.0, 10.5, r.z) * smoothstep(3.8, 1.2, ax)
               * (0.88 + 0.12 * smoothstep(0.0, 0.12, abs(fract(ax / 0.72) - 0.5)))
               * (0.55 + 0.45 * lit) * (0.34 * key_colour + 0.80 * fill_colour);
    vec3 gums = vec3(0.46, 0.13, 0.12) * mix(0.05, 1.0, smoothstep(4.0, 10.5, r.z)) * (0.35 + 0.65 * lit) * (0.2 * key_colour + 0.5 * fill_colour);
    vec3 socket = vec3(0.09, 0.02, 0.018) * smoothstep(5.0, 11.0, r.z) * fill_colour;
    vec3 orbit = skin * vec3(0.4, 0.2, 0.18) * fill_colour;
    vec3 c = part == 1 ? gums : part == 2 ? teeth : part == 3 ? socket : orbit;
    colour = vec4(tone(c), 1.0);
}
"""
)

SKIN_FRAGMENT = (
    COMMON_FRAGMENT
    + """
in vec3 v_position; in vec3 v_normal; in vec3 v_rest; in float v_occlusion; in float v_lip; in vec2 v_lash;
uniform vec4 camera;
uniform sampler2DArray folds;   // see folds.py
uniform vec3 skin; uniform float blush; uniform vec3 noise_offset;
uniform vec3 brow_colour; uniform vec4 brow_shape;
uniform vec3 lip_colour; uniform float lip_gloss;
uniform vec3 hair_colour; uniform float scalp; // 0 none, 1 dense hair painted on the scalp
uniform vec3 beard_colour; uniform vec4 beard; // stubble, moustache, beard, freckles
uniform float age; uniform float lash_strength; uniform float mouth_open;
uniform float neckline; uniform vec3 cloth_colour; uniform vec3 crown;
uniform vec2 au1, au2, au4, au6, au7, au9, au10, au12, au14, au15; // left, right
uniform vec3 au_mid;            // 17, 23/24, 20
uniform float purse;            // 18, 23: the ring muscle of the mouth draws in
float line(float d, float w) { d /= w; return exp(-d * d); }
float side(vec2 lr, float x) { return mix(lr.y, lr.x, smoothstep(-0.35, 0.35, x)); }
void main() {
    vec3 n = normalize(v_normal);
    vec3 view = normalize(vec3(0, 0, camera.y) - v_position);
    vec3 light = normalize(key_direction);
    vec3 r = v_rest; float ax = abs(r.x); vec2 p = vec2(ax, r.y);
    vec2 at = vec2(ax / 8.0, (r.y + 10.5) / 22.0);
    vec4 m0 = texture(folds, vec3(at, 0.0)), m1 = texture(folds, vec3(at, 1.0)), m2 = texture(folds, vec3(at, 2.0));
    vec4 m3 = texture(folds, vec3(at, 3.0)), m4 = texture(folds, vec3(at, 4.0)), m5 = texture(folds, vec3(at, 5.0));
    float front = smoothstep(4.0, 7.0, r.z);
    vec4 field = texture(grain_map, (r + noise_offset) * 0.182);
    float pores = field.x, fine = field.y, grain = 0.6 * field.w + 0.4 * field.z;
    float blotches = texture(grain_map, (r + noise_offset) * 0.021).x;
    // ---- albedo
    vec3 base = skin * mix(1.0, 0.88 + 0.24 * grain, 0.7 + 0.8 * age) * (0.93 + 0.08 * fine + 0.06 * pores);
    base *= mix(vec3(1.0), vec3(1.05, 0.95, 0.92), blotches - 0.3);    // blotches of blood
    base *= mix(vec3(1.0), vec3(0.80, 0.70, 0.60), age * 0.35 * smoothstep(0.62, 0.78, field.w) * front);  // age spots
    float red = m4.y;
    red = red * front + 0.3 * smoothstep(7.6, 8.6, ax);
    base *= mix(vec3(1.0), vec3(1.06, 0.80, 0.76), red * blush);
    float under = m4.z * front;
    base *= 1.0 - under * vec3(0.16, 0.2, 0.16) * (0.35 + 1.4 * age);
    base *= 1.0 - 0.22 * m4.w * front;    // lid colour
#ifdef FRECKLES
    {
        float spot = smoothstep(0.56, 0.72, 0.55 * fine + 0.45 * pores);
            float where = front * (exp(-dot((p - vec2(2.6, 0.6)) / vec2(3.4, 2.4), (p - vec2(2.6, 0.6)) / vec2(3.4, 2.4))) + 0.35);
        base = mix(base, base * vec3(0.62, 0.45, 0.33), spot * min(where, 1.0) * beard.w);
    }
#endif
    float s1 = side(au1, r.x), s2 = side(au2, r.x), s4 = side(au4, r.x), s6 = side(au6, r.x), s7 = side(au7, r.x);
    float s9 = side(au9, r.x), s10 = side(au10, r.x), s12 = side(au12, r.x), s14 = side(au14, r.x), s15 = side(au15, r.x);
    float fold = max(max(s1 * m0.x, s2 * m0.y), 0.55 * age * max(m0.x, m0.y));
    fold += (max(s4, 0.35 * s9) + 0.32 * age) * 1.25 * m0.z + max(s4 - 0.3, 0.0) * 0.7 * m0.w;
    fold += max(s4, s9) * 0.7 * m1.x + s9 * m1.y + (max(s6, 0.35 * s7) + 0.55 * age) * 0.85 * m1.z;
    fold += (0.85 * max(s6, s7) + 0.6 * age + 0.1) * m1.w + (0.5 * s6 + 0.6 * age) * m2.x;
    fold += clamp(max(max(s12 * 0.9, s10), max(s9 * 0.9, 0.45 * s6)) + 0.6 * age + 0.08, 0.0, 1.2) * m2.y;
    fold += s14 * 1.25 * m2.z + 0.5 * s12 * m2.w + (s15 + 0.5 * age) * m3.x;
    float pebbles = smoothstep(0.45, 0.62, field.z);
    fold += au_mid.x * (0.7 * pebbles * m3.y + 0.9 * m3.z) + 0.18 * m5.y + au_mid.y * 0.8 * m3.w + au_mid.z * 0.6 * m4.x;
    vec2 ring = vec2(r.x, (r.y + 3.4) * 1.55);
    float around = length(ring), spokes = 0.5 + 0.5 * sin(atan(ring.x, ring.y) * 19.0 + 2.0 * grain);
    fold += purse * 0.6 * spokes * spokes * smoothstep(1.3, 2.0, around) * smoothstep(3.7, 2.3, around);
    fold *= front * (1.0 - v_lip);
    fold = min(fold, 1.3);
    // height -> normal: a groove of the fold, in screen space
    vec3 dpx = dFdx(v_position), dpy = dFdy(v_position);
    vec3 rx = cross(dpy, n), ry = cross(n, dpx);
    float det = dot(dpx, rx);
    float h = -0.13 * fold + (0.013 * (fine - 0.5) + 0.009 * (pores - 0.5)) * (1.0 - v_lip) + 0.08 * (grain - 0.5) * age;
    vec4 lip_lines = texture(strand_map, vec2(r.x * 0.11, r.y * 0.03) + noise_offset.xy);
    h += (0.035 + 0.06 * purse) * v_lip * lip_lines.y;
    vec3 gradient = sign(det) * (dFdx(h) * rx + dFdy(h) * ry);
    n = normalize(abs(det) * n - gradient);
    base *= 1.0 - fold * vec3(0.31, 0.37, 0.38);
    // ---- lips
    float lip = v_lip;
    vec3 lips = lip_colour * (0.9 + 0.2 * lip_lines.y);
    base = mix(base, lips, lip * 0.85);
    base *= 1.0 - 0.55 * line(r.y + 3.36 - 0.02 * ax * ax, 0.09) * lip * smoothstep(2.5, 2.0, ax) * (1.0 - mouth_open);
    // ---- brows
    float t = clamp((ax - 0.95) / 4.9, 0.0, 1.0);
    float middle = 5.72 + brow_shape.z + (0.95 + brow_shape.y) * sin(3.14159 * pow(t, 0.85) * 0.78) - 0.62 * t * t;
    float half_width = 0.40 * brow_shape.x * mix(1.0, 0.28, t * t) * smoothstep(-0.02, 0.10, t);
    float off = (r.y - middle) / max(half_width, 0.02);
    // Hairs rise at the inner end and lie down towards the temple.
    float lean = mix(0.35, 1.6, t);
    float strand = texture(strand_map, vec2((ax - r.y * lean) * 0.045, (r.y + ax * lean) * 0.05) + noise_offset.xy * sign(r.x)).y;
    float hairs = smoothstep(0.30, 0.62, strand);
    float brow = smoothstep(1.55, 0.45, abs(off) + 0.7 * (0.5 - strand)) * smoothstep(0.80, 1.25, ax + 0.4 * (strand - 0.5));
    brow *= smoothstep(6.3, 5.2, ax) * step(6.0, r.z) * mix(0.62, 1.0, hairs) * smoothstep(-0.05, 0.35, t + 0.25) * brow_shape.w;
    base = mix(base, brow_colour * mix(1.35, 0.85, hairs), clamp(brow, 0.0, 0.94));
    // ---- lashes
    float lash = max(v_lash.x * 0.95, v_lash.y * 0.42) * lash_strength;
    base = mix(base, vec3(0.018, 0.012, 0.010), clamp(lash, 0.0, 0.92) * front);
    // ---- scalp and facial hair
    float edge = 0.75 * (r.y - 10.2) - 0.62 * (r.z - 8.7) + 1.2 * (grain - 0.5);
    float ear = smoothstep(7.3, 7.7, ax) * smoothstep(7.2, 5.6, r.y) * smoothstep(-3.4, -2.2, r.z);
    float hairy = smoothstep(-0.15, 0.5, edge) * (1.0 - ear) * smoothstep(-6.0, -4.0, r.y) * scalp;
    float facial = 0.0;
#ifdef FACIAL_HAIR
    float whiskers = texture(strand_map, vec2(r.x * 0.065 + r.z * 0.05, r.y * 0.22) + noise_offset.yz).z;
    float jaw = m5.z * smoothstep(-1.0, 1.2, r.z);
    float sideburn = smoothstep(5.6, 6.2, ax) * smoothstep(6.0, 4.0, r.y) * smoothstep(1.6, 2.6, r.z) * (1.0 - smoothstep(5.6, 7.0, r.z)) * smoothstep(-3.0, -1.0, r.y);
    float mustache = m5.w * step(7.5, r.z);
    float skinny = 1.0 - smoothstep(0.25, 0.6, lip);
    float full = clamp(max(jaw, max(mustache, sideburn)), 0.0, 1.0) * skinny;
    facial = beard.x * full * (0.36 + 0.22 * whiskers);
    facial = max(facial, beard.y * mustache * skinny * (0.72 + 0.5 * whiskers));
    facial = max(facial, beard.z * full * (0.70 + 0.5 * whiskers));
    base = mix(base, beard_colour * (0.55 + 0.9 * whiskers), clamp(facial, 0.0, 0.97));
#endif
    if (hairy > 0.0) {
        vec3 q = r - crown;
        float strands = texture(strand_map, vec2(atan(q.x, q.z) * STRANDS, length(q) * 0.03) + noise_offset.xy).y;
        base = mix(base, hair_colour * (0.5 + 0.9 * strands), clamp(hairy * (0.75 + 0.5 * strands), 0.0, 0.97));
    }
    float cloth = smoothstep(0.10, 0.0, r.y + 0.42 * r.z - neckline);
    base = mix(base, cloth_colour * (0.82 + 0.30 * pores) * (0.85 + 0.3 * field.w), cloth);
    float dull = clamp(max(max(facial, hairy), cloth), 0.0, 1.0);
    // ---- light
    float ao = mix(1.0, v_occlusion, 0.85);
    float ndl = dot(n, light);
    vec3 wrap = vec3(0.34, 0.22, 0.18) * (1.0 - 0.6 * dull);
    vec3 diffuse = clamp((vec3(ndl) + wrap) / (1.0 + wrap), 0.0, 1.0);
    // Light that enters beside a shadow's edge leaves it red.
    float shadow = lit(v_position, normalize(v_normal));
    diffuse *= pow(vec3(shadow), mix(vec3(0.72, 1.0, 1.12), vec3(1.0), dull)) * mix(1.0, ao, 0.5);
    vec3 hemisphere = fill_colour * (0.70 + 0.32 * n.y + 0.16 * n.z) * ao;
    vec3 occluded = mix(vec3(1.0), vec3(1.05, 0.93, 0.90), 1.0 - ao);
    vec3 halfway = normalize(light + view);
    float gloss = mix(24.0, 46.0, lip * lip_gloss);
    float spec = pow(max(dot(n, halfway), 0.0), gloss) * (0.13 + 0.25 * lip * lip_gloss) * (0.6 + 0.4 * fine + 0.3 * pores) * shadow;
    spec += pow(max(dot(n, halfway), 0.0), 9.0) * 0.035 * shadow;   // the broad sheen under it
    float oily = front * m5.x;
    spec *= (0.6 + oily) * ao * (1.0 - 0.8 * dull) * (1.0 - min(fold, 1.0)) * max(ndl, 0.0);
    float rim = pow(1.0 - max(dot(n, view), 0.0), 3.0) * 0.16;
    vec3 c = base * occluded * (diffuse * key_colour + hemisphere) + spec * key_colour + rim * fill_colour * base;
    colour = vec4(tone(c), 1.0);
}
"""
)

EYE_VERTEX = (
    COMMON_VERTEX
    + """
in vec3 direction;
uniform vec3 centre; uniform float radius;
out vec3 v_direction; out vec3 v_position; out float v_local_y;
void main() {
    vec3 p = centre + direction * radius;
    v_direction = direction; v_local_y = p.y;
    v_position = pose(p, 1.0);
    gl_Position = project(v_position);
}
"""
)

EYE_FRAGMENT = (
    COMMON_FRAGMENT
    + """
in vec3 v_direction; in vec3 v_position; in float v_local_y;
uniform mat3 head_rotation; uniform vec4 camera;
uniform vec3 gaze; uniform vec3 iris; uniform float iris_radius; uniform float pupil;
uniform vec2 lids; // y of the upper and lower lid margin, head space
void main() {
    vec3 d = normalize(v_direction);
    vec3 n = normalize(head_rotation * d);
    vec3 view = normalize(vec3(0, 0, camera.y) - v_position), light = normalize(key_direction);
    float angle = acos(clamp(dot(d, gaze), -1.0, 1.0));
    float a = angle / iris_radius;
    vec3 sclera = vec3(0.60, 0.565, 0.53) * mix(1.0, 0.68, smoothstep(1.0, 3.2, a)) * mix(vec3(1.0), vec3(1.0, 0.82, 0.77), smoothstep(1.5, 3.0, a));
    vec3 axis = normalize(cross(gaze, vec3(0, 1, 0)));
    float turn = atan(dot(d, cross(axis, gaze)), dot(d, axis));
    float spokes = texture(strand_map, vec2(turn * 0.16, a * 0.05)).y;
    vec3 ring = iris * (0.55 + 0.9 * spokes) * mix(0.75, 1.25, smoothstep(0.9, 0.4, a));
    ring = mix(ring, iris * 0.18, smoothstep(0.78, 0.98, a));
    ring = mix(ring, vec3(0.008), smoothstep(pupil + 0.07, pupil - 0.02, a));
    vec3 base = mix(sclera, ring, smoothstep(1.06, 0.94, a));
    float shade = mix(0.34, 1.0, smoothstep(lids.x + 0.02, lids.x - 0.55, v_local_y)) * mix(0.7, 1.0, smoothstep(lids.y, lids.y + 0.25, v_local_y));
    float diffuse = clamp((dot(n, light) + 0.35) / 1.35, 0.0, 1.0);
    float shadow = mix(0.35, 1.0, lit(v_position + 0.3 * view, n));
    vec3 c = base * shade * (diffuse * key_colour * 0.85 * shadow + fill_colour * 0.75);
    // The tear film along the lower lid catches the light.
    c += 0.05 * smoothstep(0.16, 0.02, abs(v_local_y - lids.y - 0.10)) * key_colour * shadow * diffuse;
    vec3 bumped = normalize(head_rotation * normalize(mix(d, gaze, 0.25)));
    vec3 halfway = normalize(light + view + vec3(0, 0.25, 0.4));
    float spot = smoothstep(0.9855, 0.992, dot(normalize(mix(n, bumped, 0.5)), halfway));
    c += spot * 0.85 * key_colour * step(v_local_y, lids.x + 0.05);
    colour = vec4(tone(c), 1.0);
}
"""
)

LASH_VERTEX = (
    COMMON_VERTEX
    + """
in vec3 position; in vec2 at;   // at: along the lid, from root to tip; 0-1
out vec2 v_at;
void main() { v_at = at; gl_Position = project(pose(position, 1.0)); }
"""
)

# Finer than a pixel, so a fringe that lets through what is behind it, not single hairs.
LASH_FRAGMENT = (
    COMMON_FRAGMENT
    + """
in vec2 v_at;
uniform float lash_strength;
void main() {
    float hair = texture(strand_map, vec2(v_at.x * 0.16, v_at.y * 0.05)).y;
    colour = vec4(tone(vec3(0.010, 0.007, 0.006) * (key_colour + fill_colour)), lash_strength * pow(1.0 - v_at.y, 0.8) * (0.5 + 0.9 * hair));
}
"""
)

FRAME_FRAGMENT = (
    COMMON_FRAGMENT
    + """
in vec3 v_position; in vec3 v_normal;
uniform vec4 camera; uniform vec3 frame_colour;
void main() {
    vec3 n = normalize(v_normal), light = normalize(key_direction);
    vec3 view = normalize(vec3(0, 0, camera.y) - v_position);
    float spec = pow(max(dot(n, normalize(light + view)), 0.0), 30.0);
    colour = vec4(tone(frame_colour * (0.3 + 0.6 * max(dot(n, light), 0.0)) * (key_colour + fill_colour) + (0.10 + 0.5 * frame_colour) * spec * key_colour), 1.0);
}
"""
)

FRAME_VERTEX = (
    COMMON_VERTEX
    + """
in vec3 position; in vec3 rest; // rest: the normal
uniform float thinner;          // cm taken off the rim
out vec3 v_position; out vec3 v_normal;
void main() {
    v_position = pose(position - thinner * rest, 1.0); v_normal = head_rotation * rest;
    gl_Position = project(v_position);
}
"""
)

BACKGROUND_VERTEX = """
#version 330
in vec2 corner; out vec2 v_uv;
void main() { v_uv = corner * 0.5 + 0.5; gl_Position = vec4(corner, 0.9999, 1.0); }
"""

# A wall, or lights and shapes far out of focus: everything wide of the head's depth is a soft disc.
BACKGROUND_FRAGMENT = (
    COMMON_FRAGMENT
    + """
in vec2 v_uv;
uniform vec3 background; uniform vec3 background_noise; // offset x, y; contrast
void main() {
    float blotch = texture(grain_map, vec3(v_uv * 0.30 + background_noise.xy, 0.35)).w - 0.5;
    float fine = texture(grain_map, vec3(v_uv * 0.35 + background_noise.yx, 0.8)).z - 0.5;
    float glow = 0.0;
    for (int i = 0; i < 7; i++) {
        vec4 chance = fract(sin(vec4(1.0, 2.3, 3.7, 5.1) * (float(i) + 1.0) * 17.0 + background_noise.x * 300.0) * 437.5);
        float radius = 0.07 + 0.13 * chance.z;
        glow += smoothstep(radius, radius * 0.82, distance(v_uv, chance.xy * 1.5 - 0.25)) * (chance.w - 0.35);
    }
    float centre = 1.0 - 0.30 * dot(v_uv - 0.5, v_uv - 0.5) * 2.0;
    float slope = 0.82 + 0.36 * dot(v_uv, vec2(0.3, 0.7));
    vec3 c = background * centre * slope * (1.0 + background_noise.z * (2.6 * blotch + 0.9 * fine));
    c *= 1.0 + glow * smoothstep(0.18, 0.4, background_noise.z) * 1.3;
    colour = vec4(pow(clamp(c, 0.0, 1.0), vec3(1.0 / 2.2)), 1.0);
}
"""
)

DEPTH_VERTEX = """
#version 330
in vec3 position; uniform mat4 matrix;
void main() { gl_Position = matrix * vec4(position, 1.0); }
"""
DEPTH_FRAGMENT = """
#version 330
out vec4 colour;
void main() { colour = vec4(1.0); }
"""

# What stands between the key light and p: the same poses, seen from the light.
SHADOW_VERTEX = (
    POSE
    + """
in vec3 position; in vec3 rest;
uniform mat4 shadow_matrix;
void main() {
    vec3 p = pose(position, neck_follow(rest));
    vec3 s = (shadow_matrix * vec4(p, 1.0)).xyz;
    gl_Position = vec4(s * 2.0 - 1.0, 1.0);
}
"""
)
