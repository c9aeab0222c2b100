/**
 * Slack's names of emoji, and what they look like. Names that are not here are shown as they were
 * typed, as Slack does with names that it does not know.
 */

const TABLE = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂
rolling_on_the_floor_laughing 🤣 relaxed ☺️ blush 😊 innocent 😇 slightly_smiling_face 🙂
upside_down_face 🙃 wink 😉 relieved 😌 heart_eyes 😍 smiling_face_with_3_hearts 🥰 kissing_heart 😘
yum 😋 stuck_out_tongue 😛 zany_face 🤪 face_with_raised_eyebrow 🤨 face_with_monocle 🧐
nerd_face 🤓 sunglasses 😎 star-struck 🤩 partying_face 🥳 smirk 😏 unamused 😒 disappointed 😞
pensive 😔 worried 😟 confused 😕 slightly_frowning_face 🙁 persevere 😣 tired_face 😫 weary 😩
pleading_face 🥺 cry 😢 sob 😭 triumph 😤 angry 😠 rage 😡 exploding_head 🤯 flushed 😳 hot_face 🥵
cold_face 🥶 scream 😱 fearful 😨 cold_sweat 😰 hugging_face 🤗 thinking_face 🤔 shushing_face 🤫
saluting_face 🫡 no_mouth 😶 neutral_face 😐 expressionless 😑 grimacing 😬 face_with_rolling_eyes 🙄
hushed 😯 open_mouth 😮 astonished 😲 yawning_face 🥱 sleeping 😴 dizzy_face 😵 zipper_mouth_face 🤐
mask 😷 nauseated_face 🤢 skull 💀 ghost 👻 robot_face 🤖 poop 💩 see_no_evil 🙈 hear_no_evil 🙉
speak_no_evil 🙊 wave 👋 raised_hand ✋ hand ✋ ok_hand 👌 crossed_fingers 🤞 v ✌️ call_me_hand 🤙
point_left 👈 point_right 👉 point_up_2 👆 point_up ☝️ point_down 👇 +1 👍 thumbsup 👍 -1 👎
thumbsdown 👎 fist ✊ punch 👊 clap 👏 raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏
writing_hand ✍️ muscle 💪 brain 🧠 eyes 👀 eye 👁️ speaking_head_in_silhouette 🗣️ bust_in_silhouette 👤
busts_in_silhouette 👥 shrug 🤷 woman-shrugging 🤷‍♀️ man-shrugging 🤷‍♂️ facepalm 🤦
raising_hand 🙋 bow 🙇 runner 🏃 dancer 💃 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚
blue_heart 💙 purple_heart 💜 black_heart 🖤 broken_heart 💔 two_hearts 💕 sparkling_heart 💖 100 💯
boom 💥 collision 💥 dizzy 💫 sweat_drops 💦 dash 💨 zzz 💤 speech_balloon 💬 thought_balloon 💭
dog 🐶 cat 🐱 mouse 🐭 bear 🐻 panda_face 🐼 tiger 🐯 monkey 🐒 chicken 🐔 penguin 🐧 owl 🦉 bug 🐛
bee 🐝 butterfly 🦋 turtle 🐢 snail 🐌 octopus 🐙 whale 🐳 unicorn_face 🦄 parrot 🦜 sloth 🦥
cactus 🌵 evergreen_tree 🌲 seedling 🌱 herb 🌿 four_leaf_clover 🍀 maple_leaf 🍁 mushroom 🍄
sunflower 🌻 rose 🌹 cherry_blossom 🌸 sunny ☀️ partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️
thunder_cloud_and_rain ⛈️ snowflake ❄️ snowman ⛄ umbrella ☔ rainbow 🌈 ocean 🌊 fire 🔥 droplet 💧
earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 moon 🌔 full_moon 🌕 star ⭐ star2 🌟 sparkles ✨ zap ⚡
apple 🍎 banana 🍌 strawberry 🍓 avocado 🥑 pizza 🍕 hamburger 🍔 taco 🌮 cookie 🍪 doughnut 🍩
cake 🍰 birthday 🎂 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷 champagne 🍾
soccer ⚽ basketball 🏀 trophy 🏆 medal 🏅 first_place_medal 🥇 second_place_medal 🥈
third_place_medal 🥉 dart 🎯 video_game 🎮 game_die 🎲 art 🎨 microphone 🎤 headphones 🎧 guitar 🎸
car 🚗 bus 🚌 ambulance 🚑 bike 🚲 rocket 🚀 airplane ✈️ ship 🚢 anchor ⚓ construction 🚧
vertical_traffic_light 🚦 house 🏠 office 🏢 hospital 🏥 school 🏫 tent ⛺
watch ⌚ iphone 📱 computer 💻 keyboard ⌨️ desktop_computer 🖥️ printer 🖨️ camera 📷 tv 📺
hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ clock1 🕐 clock3 🕒
clock6 🕕 clock9 🕘 clock12 🕛 battery 🔋 electric_plug 🔌 bulb 💡 flashlight 🔦 candle 🕯️
wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ gear ⚙️ link 🔗 paperclip 📎 pushpin 📌 round_pushpin 📍
scissors ✂️ triangular_ruler 📐 microscope 🔬 telescope 🔭 test_tube 🧪 dna 🧬 pill 💊 shield 🛡️
key 🔑 lock 🔒 unlock 🔓 closed_lock_with_key 🔐 mag 🔍 mag_right 🔎 bell 🔔 no_bell 🔕 gift 🎁
tada 🎉 confetti_ball 🎊 balloon 🎈 email 📧 e-mail 📧 envelope ✉️ incoming_envelope 📨
envelope_with_arrow 📩 inbox_tray 📥 outbox_tray 📤 package 📦 mailbox 📫 mailbox_with_mail 📬
postbox 📮 newspaper 📰 rolled_up_newspaper 🗞️ memo 📝 pencil 📝 pencil2 ✏️ lower_left_fountain_pen 🖋️
page_facing_up 📄 page_with_curl 📃 bookmark_tabs 📑 bar_chart 📊 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 spiral_note_pad 🗒️ spiral_calendar_pad 🗓️ calendar 📆 date 📅
card_index 📇 card_file_box 🗃️ clipboard 📋 file_folder 📁 open_file_folder 📂 file_cabinet 🗄️
card_index_dividers 🗂️ wastebasket 🗑️ books 📚 book 📖 open_book 📖 green_book 📗 blue_book 📘
orange_book 📙 notebook 📓 ledger 📒 scroll 📜 bookmark 🔖 label 🏷️ loudspeaker 📢 mega 📣
moneybag 💰 dollar 💵 credit_card 💳 scales ⚖️ crystal_ball 🔮 thread 🧵 jigsaw 🧩 flag-eu 🇪🇺
checkered_flag 🏁 triangular_flag_on_post 🚩 white_flag 🏳️ rainbow-flag 🏳️‍🌈 black_flag 🏴
flag-gb 🇬🇧 gb 🇬🇧 flag-us 🇺🇸 us 🇺🇸 flag-de 🇩🇪 de 🇩🇪 flag-fr 🇫🇷 fr 🇫🇷 flag-in 🇮🇳 flag-br 🇧🇷 flag-tr 🇹🇷
arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ arrow_upper_right ↗️ arrow_lower_right ↘️
arrows_counterclockwise 🔄 repeat 🔁 leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️
rewind ⏪ fast_forward ⏩ arrow_forward ▶️ double_vertical_bar ⏸️ black_square_for_stop ⏹️
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎
heavy_multiplication_x ✖️ heavy_plus_sign ➕ heavy_minus_sign ➖ question ❓ grey_question ❔
exclamation ❗ heavy_exclamation_mark ❗ grey_exclamation ❕ bangbang ‼️ interrobang ⁉️ warning ⚠️
no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 sos 🆘 new 🆕 free 🆓 up 🆙 cool 🆒 ok 🆗 top 🔝 soon 🔜 back 🔙
information_source ℹ️ hash #️⃣ zero 0️⃣ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣
eight 8️⃣ nine 9️⃣ keycap_ten 🔟 1234 🔢 abc 🔤 infinity ♾️ recycle ♻️ copyright ©️ registered ®️ tm ™️
red_circle 🔴 large_red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢
large_blue_circle 🔵 large_purple_circle 🟣 large_brown_circle 🟤 black_circle ⚫ white_circle ⚪
large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩
large_blue_square 🟦 large_purple_square 🟪 large_brown_square 🟫 black_large_square ⬛
white_large_square ⬜ small_blue_diamond 🔹 small_orange_diamond 🔸 large_blue_diamond 🔷
large_orange_diamond 🔶 small_red_triangle 🔺 small_red_triangle_down 🔻 diamond_shape_with_a_dot_inside 💠
radio_button 🔘 white_small_square ▫️ black_small_square ▪️ crown 👑 gem 💎 ring 💍 tophat 🎩
mortar_board 🎓 eyeglasses 👓 lab_coat 🥼 ticket 🎫 performing_arts 🎭 clapper 🎬 musical_note 🎵 notes 🎶
spider_web 🕸️ snake 🐍 crab 🦀 elephant 🐘 whale2 🐋 dove_of_peace 🕊️ feather 🪶 mirror 🪞 compass 🧭
world_map 🗺️ sunrise 🌅 city_sunset 🌆 stars 🌠 milky_way 🌌 palm_tree 🌴 beach_with_umbrella 🏖️ desert_island 🏝️
`;

const WORDS = TABLE.trim().split(/\s+/u);

/** Every known emoji: `[name, character]`, in the order in which they are offered. */
export const EMOJI = WORDS.flatMap((word, at) => (at % 2 ? [] : [[word, WORDS[at + 1]]]));

const KNOWN = new Map(EMOJI);
const TONES = ["", "", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];

/**
 * Returns the character of a name, with its skin tone where the name has one
 * (`wave::skin-tone-4`), or "" for a name that is not known.
 */
export function emojiNamed(name) {
  const [base, tone = ""] = name.split("::");
  const character = KNOWN.get(base);
  if (!character) return "";
  const number = /^skin-tone-([2-6])$/u.exec(tone)?.[1];
  return number ? character.replace("\uFE0F", "") + TONES[number] : character;
}

/** Returns the character behind Slack's `unicode` of an emoji element, such as `1f44b-1f3fd`. */
export function emojiOfCodes(codes) {
  const numbers = codes.split("-").map((code) => Number.parseInt(code, 16));
  const sane = numbers.every((number) => number > 0 && number <= 0x10ffff);
  return sane ? String.fromCodePoint(...numbers) : "";
}
