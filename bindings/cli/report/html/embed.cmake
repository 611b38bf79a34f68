# SPDX-License-Identifier: MIT
# A step of the build: puts style and scripts into report.html, allows just
# these by their hashes, cuts the page where the data goes, and prints it as C.
#
#   cmake -DOUT=html_page.c "-DSCRIPTS=a.js;b.js" -P embed.cmake
cmake_minimum_required(VERSION 3.18)

# The bytes that `hex` spells, in base64, to `out`. Their number is 32: two are
# left over.
function(base64_of_sha256 out hex)
  set(digits ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
  set(text "")
  foreach(at RANGE 0 63 3)
    string(SUBSTRING ${hex}00 ${at} 3 part)
    math(EXPR high "0x${part} >> 6")
    math(EXPR low "0x${part} & 63")
    string(SUBSTRING ${digits} ${high} 1 first)
    string(SUBSTRING ${digits} ${low} 1 second)
    string(APPEND text ${first}${second})
  endforeach()
  string(SUBSTRING ${text} 0 43 text)
  set(${out} ${text}= PARENT_SCOPE)
endfunction()

function(hash_of out content)
  string(SHA256 hex "${content}")
  base64_of_sha256(base64 ${hex})
  set(${out} "sha256-${base64}" PARENT_SCOPE)
endfunction()

# `content` as an array called html_page_`name`.
function(print_array name content)
  file(WRITE ${OUT}.part "${content}")
  file(READ ${OUT}.part hex HEX)
  file(REMOVE ${OUT}.part)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "(.................................................................)"
         "\\1\n" bytes "${bytes}")
  file(APPEND ${OUT} "\nconst unsigned char html_page_${name}[] = {\n${bytes}};\n"
    "const size_t html_page_${name}_size = sizeof html_page_${name};\n")
endfunction()

file(READ ${CMAKE_CURRENT_LIST_DIR}/report.html page)
file(READ ${CMAKE_CURRENT_LIST_DIR}/report.css style)
set(script "\"use strict\";\n(() => {\n")
foreach(path IN LISTS SCRIPTS)
  file(READ ${path} part)
  string(APPEND script "${part}")
endforeach()
string(APPEND script "})();\n")
if(script MATCHES "</script|<!--" OR style MATCHES "</style")
  message(FATAL_ERROR "a script or the style would end its element early")
endif()
hash_of(style_hash "${style}")
hash_of(script_hash "${script}")
foreach(name style script style_hash script_hash)
  string(REPLACE "{{${name}}}" "${${name}}" page "${page}")
endforeach()

file(WRITE ${OUT} "/* Printed by report/html/embed.cmake. */\n"
  "#include \"report/html_page.h\"\n")
foreach(mark chats about)
  string(FIND "${page}" "{{${mark}}}" ${mark})
endforeach()
math(EXPR middle "${chats} + 9")
math(EXPR middle_size "${about} - ${middle}")
math(EXPR tail "${about} + 9")
string(SUBSTRING "${page}" 0 ${chats} part)
print_array(head "${part}")
string(SUBSTRING "${page}" ${middle} ${middle_size} part)
print_array(middle "${part}")
string(SUBSTRING "${page}" ${tail} -1 part)
print_array(tail "${part}")
